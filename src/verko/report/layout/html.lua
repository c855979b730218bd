-- The last touches for HTML: headings below the title, numbered captions, tables as figures.

local directory = pandoc.path.directory(PANDOC_SCRIPT_FILE)
package.path = directory .. "/?.lua;" .. package.path
local shared = require("shared")

local meta = {}

local function heading(header)
  local number = header.attributes.number
  if number then
    header.attributes.number = nil
    header.content:insert(1, pandoc.Space())
    header.content:insert(1, pandoc.Span(number, { class = "header-section-number" }))
  end
  header.level = math.min(header.level + 1, 6)
  return header
end

-- The inlines of a caption with its label ("Kuva 1:") in front.
local function caption_of(block, word)
  local long = block.caption.long
  local content = long[1] and long[1].content or pandoc.Inlines({})
  local number = block.attributes.number
  block.attributes.number = nil
  if number then
    local label = meta.words[word] .. "\u{a0}" .. number .. ":"
    content:insert(1, pandoc.Space())
    content:insert(1, pandoc.Span(label, { class = "caption-label" }))
  end
  return content
end

local function figure(block)
  block.caption.long = { pandoc.Plain(caption_of(block, "figure")) }
  return block
end

local function table_figure(block)
  local content = caption_of(block, "table")
  local id = block.identifier
  block.caption.long, block.identifier = {}, ""
  if #content == 0 then
    return block
  end
  block.attributes["aria-labelledby"] = id .. "-caption"
  local raw = function(text)
    return pandoc.RawBlock("html", text)
  end
  return {
    raw('<figure id="' .. id .. '" class="table-figure">\n<figcaption id="' .. id .. '-caption">'),
    pandoc.Plain(content),
    raw("</figcaption>"),
    block,
    raw("</figure>"),
  }
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
    local content = pandoc.Blocks({ pandoc.Div(pandoc.Para(title), { class = "callout-title" }) })
    content:extend(element.content)
    return pandoc.Div(content, pandoc.Attr(element.identifier, { "callout", "callout-" .. kind }, { { "role", "note" } }))
  end
  return shared.for_format(element)
end

function Pandoc(doc)
  meta = shared.read_meta(doc)
  return shared
    .without_raw(doc)
    :walk({ Header = heading, Figure = figure, Table = table_figure, Image = image, Div = div })
end
