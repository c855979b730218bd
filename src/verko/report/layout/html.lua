-- The last touches for HTML: headings below the title, numbered captions, tables that scroll on a phone.

local directory = pandoc.path.directory(PANDOC_SCRIPT_FILE)
package.path = directory .. "/?.lua;" .. package.path
local shared = require("shared")

local meta = {}

local function heading(header)
  local number = header.attributes.number
  if number then
    header.attributes.number = nil
    header.content:insert(1, pandoc.Space())
    header.content:insert(1, pandoc.Span(number, { class = "section-number" }))
  end
  header.level = math.min(header.level + 1, 6)
  return header
end

local function numbered(block, word)
  local number = block.attributes.number
  block.attributes.number = nil
  local long = block.caption.long
  if number and long[1] and long[1].content then
    local label = pandoc.utils.stringify(meta[word]) .. "\u{a0}" .. number .. ":"
    long[1].content:insert(1, pandoc.Space())
    long[1].content:insert(1, pandoc.Span(label, { class = "caption-label" }))
  end
  block.caption.long = long
  return block
end

local function figure(block)
  return numbered(block, "word-figure")
end

local function scrolling(block)
  numbered(block, "word-table")
  local name = pandoc.utils.stringify(pandoc.Div(block.caption.long))
  local attributes = { role = "region", tabindex = "0" }
  attributes["aria-label"] = name ~= "" and name or pandoc.utils.stringify(meta["word-table"])
  return pandoc.Div({ block }, pandoc.Attr("", { "table-scroll" }, attributes))
end

local function image(element)
  element.attributes.alt = shared.alt_text(element)
  element.attributes["fig-alt"] = nil
  element.title = ""
  return element
end

local function div(element)
  local kind, title = shared.callout(element, meta)
  if kind then
    local head = pandoc.Div(pandoc.Para(title), { class = "callout-title" })
    local content = pandoc.Blocks({ head })
    content:extend(element.content)
    return pandoc.Div(content, pandoc.Attr(element.identifier, { "callout", "callout-" .. kind }, { role = "note" }))
  end
  return shared.for_format(element)
end

function Pandoc(doc)
  meta = doc.meta
  return doc:walk({
    Header = heading,
    Figure = figure,
    Table = scrolling,
    Image = image,
    Div = div,
    RawBlock = shared.drop_raw,
    RawInline = shared.drop_raw,
  })
end
