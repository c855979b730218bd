-- The last touches for Typst: alternative texts, languages, callouts, turned pages.

local directory = pandoc.path.directory(PANDOC_SCRIPT_FILE)
package.path = directory .. "/?.lua;" .. package.path
local shared = require("shared")

local meta = {}

local function raw(text)
  return pandoc.RawBlock("typst", text)
end

local function inline(text)
  return pandoc.RawInline("typst", text)
end

-- A Typst string literal.
local function literal(text)
  local escaped = text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("\n", " ")
  return '"' .. escaped .. '"'
end

local function image_call(element)
  return "image(" .. literal(element.src) .. ", alt: " .. literal(shared.alt_text(element)) .. ")"
end

local function first_image(block)
  local found
  block:walk({
    Image = function(element)
      found = found or element
    end,
  })
  return found
end

local function figure(block)
  local element = first_image(block)
  if not element then
    return nil
  end
  local numbering = block.attributes.number and "" or ", numbering: none, outlined: false"
  local label = block.identifier ~= "" and (" <" .. block.identifier .. ">") or ""
  local result = pandoc.Blocks({ raw("#figure(" .. image_call(element) .. numbering .. ", caption: [") })
  result:extend(block.caption.long)
  result:insert(raw("])" .. label))
  return result, false
end

local function image(element)
  return inline("#box(" .. image_call(element) .. ")")
end

local function plain_table(block)
  block.attributes.number = nil
  return block
end

local function heading(header)
  header.attributes.number = nil
  return header
end

local function span(element)
  local before, after = "", ""
  if element.attributes.lang then
    before, after = "#text(lang: " .. literal(element.attributes.lang) .. ")[", "]"
  end
  for _, class in ipairs({ "quote-source", "quote-original", "trace" }) do
    if element.classes:includes(class) then
      before, after = "#" .. class .. "[" .. before, after .. "]"
    end
  end
  if before == "" then
    return nil
  end
  local content = element.content
  content:insert(1, inline(before))
  content:insert(inline(after))
  element.content = content
  element.classes, element.attributes = {}, {}
  return element
end

local function around(before, content, after)
  local result = pandoc.Blocks({ raw(before) })
  result:extend(content)
  result:insert(raw(after))
  return result
end

local function div(element)
  local kind, title = shared.callout(element, meta)
  if kind then
    local name = pandoc.write(pandoc.Pandoc({ pandoc.Plain(title) }), "typst-citations"):gsub("%s+$", "")
    return around("#callout(" .. literal(kind) .. ", [" .. name .. "])[", element.content, "]")
  end
  if element.classes:includes("landscape") then
    return around("#page(flipped: true)[", element.content, "]")
  end
  return shared.for_format(element)
end

local function math(element)
  local call = pandoc.write(pandoc.Pandoc({ pandoc.Plain({ element }) }), "typst"):gsub("%s+$", "")
  local display = element.mathtype == "DisplayMath" and "true" or "false"
  local body = call:gsub("^%$%s*", "$"):gsub("%s*%$$", "$")
  return inline("#math.equation(block: " .. display .. ", alt: " .. literal(element.text) .. ", " .. body .. ")")
end

function Pandoc(doc)
  meta = doc.meta
  -- Raw text made here must not be dropped again, so dropping comes first, in a walk of its own.
  local clean = doc:walk({ RawBlock = shared.drop_raw, RawInline = shared.drop_raw })
  return clean
    :walk({ Math = math })
    :walk({ Figure = figure, traverse = "topdown" })
    :walk({ Image = image, Table = plain_table, Header = heading, Span = span, Div = div })
end
