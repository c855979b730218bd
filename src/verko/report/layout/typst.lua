-- The last touches for Typst: alternative texts, callouts, turned pages, formulas.

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
    return around("#note-block([" .. name .. "])[", element.content, "]")
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
  meta = shared.read_meta(doc)
  return shared
    .without_raw(doc)
    :walk({ Math = math })
    :walk({ Figure = figure, traverse = "topdown" })
    :walk({ Image = image, Table = plain_table, Header = heading, Div = div })
end
