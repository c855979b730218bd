-- Used by Quarto and by the embedded renderer: small text classes for Typst, tables that scroll in HTML.

local TYPST = FORMAT:match("typst") ~= nil

local function literal(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"'
end

local function wrapped(span, before, after)
  span.content:insert(1, pandoc.RawInline("typst", before))
  span.content:insert(pandoc.RawInline("typst", after))
  span.classes, span.attributes = {}, {}
  return span
end

local function typst_span(span)
  local before, after = "", ""
  if span.attributes.lang then
    before, after = "#text(lang: " .. literal(span.attributes.lang) .. ")[", "]"
  end
  for _, class in ipairs({ "quote-source", "quote-original", "trace" }) do
    if span.classes:includes(class) then
      before, after = "#" .. class .. "[" .. before, after .. "]"
    end
  end
  if before == "" then
    return nil
  end
  return wrapped(span, before, after)
end

-- How wide a table wants to be on a narrow screen, in rem: short columns stay, long text gets room to wrap.
local function comfortable_width(block)
  local longest = {}
  local function measure(row)
    for column, cell in ipairs(row.cells) do
      local text = pandoc.utils.stringify(pandoc.Div(cell.contents))
      longest[column] = math.max(longest[column] or 0, utf8.len(text) or #text)
    end
  end
  for _, row in ipairs(block.head.rows) do
    measure(row)
  end
  for _, body in ipairs(block.bodies) do
    for _, row in ipairs(body.body) do
      measure(row)
    end
  end
  local width = 0
  for _, length in ipairs(longest) do
    width = width + math.min(length, 26) * 0.48 + 0.8
  end
  return string.format("--comfortable: %.1frem", width)
end

local function scrolling_table(block)
  local attributes = { { "style", comfortable_width(block) }, { "tabindex", "0" } }
  local name = block.attributes["aria-labelledby"]
  if name then
    table.insert(attributes, { "role", "group" })
    table.insert(attributes, { "aria-labelledby", name })
  end
  return pandoc.Div({ block }, pandoc.Attr("", { "table-scroll" }, attributes))
end

-- Lines of text that a table fills, roughly: a row is as high as its fullest cell.
local function lines_of(block)
  local lines = 0
  for _, body in ipairs(block.bodies) do
    for _, row in ipairs(body.body) do
      local highest = 1
      for column, cell in ipairs(row.cells) do
        local share = block.colspecs[column][2] or 1
        local text = pandoc.utils.stringify(pandoc.Div(cell.contents))
        highest = math.max(highest, math.ceil((utf8.len(text) or #text) / math.max(share * 90, 5)))
      end
      lines = lines + highest
    end
  end
  return lines
end

-- In Typst a short table is not broken over the page.
local function whole_table(block)
  if lines_of(block) > 24 then
    return nil
  end
  return { pandoc.RawBlock("typst", "#whole["), block, pandoc.RawBlock("typst", "]") }
end

-- In Typst a claim stays on the page of what follows it: the quotes that carry it.
local function sticky_claim(paragraph)
  local first = paragraph.content[1]
  if not (first and first.t == "Span" and first.classes:includes("claim")) then
    return nil
  end
  return { pandoc.RawBlock("typst", "#block(sticky: true)["), paragraph, pandoc.RawBlock("typst", "]") }
end

if TYPST then
  return { { Para = sticky_claim }, { Span = typst_span }, { Table = whole_table } }
end
return { { Table = scrolling_table } }
