-- Cross references as Quarto writes them, made before citations are processed:
-- sections, figures and tables get their numbers, and @fig-x, @tbl-x and @sec-x become links to them.

local labels = {} -- id -> { kind = "fig" | "tbl" | "sec", number = "1" }
local words = {}

local function number_sections(doc)
  local counters = { 0, 0, 0, 0, 0, 0 }
  return doc:walk({
    traverse = "topdown",
    Header = function(header)
      if header.classes:includes("unnumbered") then
        return nil
      end
      counters[header.level] = counters[header.level] + 1
      for deeper = header.level + 1, 6 do
        counters[deeper] = 0
      end
      local parts = {}
      for level = 1, header.level do
        parts[level] = tostring(counters[level])
      end
      local number = table.concat(parts, ".")
      labels[header.identifier] = { kind = "sec", number = number }
      header.attributes.number = number
      return header
    end,
  })
end

local function number_floats(doc)
  local counters = { fig = 0, tbl = 0 }
  local function label(kind)
    return function(block)
      if block.identifier:sub(1, 4) ~= kind .. "-" then
        return nil
      end
      counters[kind] = counters[kind] + 1
      labels[block.identifier] = { kind = kind, number = tostring(counters[kind]) }
      block.attributes.number = tostring(counters[kind])
      return block
    end
  end
  return doc:walk({ traverse = "topdown", Figure = label("fig"), Table = label("tbl") })
end

local function link(citation)
  local target = labels[citation.id]
  local content = pandoc.Inlines(citation.prefix)
  if #content > 0 then
    content:insert(pandoc.Space())
  end
  local text = target.number
  if citation.mode ~= "SuppressAuthor" then
    text = words[target.kind] .. "\u{a0}" .. target.number
  end
  content:insert(pandoc.Link(text, "#" .. citation.id, "", { class = "crossref" }))
  content:extend(citation.suffix)
  return content
end

local function refer(cite)
  local result = pandoc.Inlines({})
  for _, citation in ipairs(cite.citations) do
    if not labels[citation.id] then
      return nil
    end
    if #result > 0 then
      result:extend({ pandoc.Str(","), pandoc.Space() })
    end
    result:extend(link(citation))
  end
  return result
end

function Pandoc(doc)
  for kind, key in pairs({ fig = "figure", tbl = "table", sec = "section" }) do
    words[kind] = pandoc.utils.stringify(doc.meta.words[key])
  end
  doc = number_floats(number_sections(doc))
  return doc:walk({ Cite = refer })
end
