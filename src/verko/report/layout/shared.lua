-- What both outputs need after the citations: nothing raw gets through, blocks for the other format go,
-- callouts get a title.

local shared = {}

local CALLOUTS = { "note", "warning", "tip", "important", "caution" }

local function names(format)
  if format:match("html") then
    return { html = true, ["html:js"] = true }
  end
  return { typst = true, pdf = true }
end

function shared.for_format(div)
  local here = names(FORMAT)
  local function asked(key)
    local value = div.attributes[key]
    return value and here[value] or false
  end
  local visible = div.classes:includes("content-visible")
  if not visible and not div.classes:includes("content-hidden") then
    return nil
  end
  local holds = asked("when-format") or (div.attributes["unless-format"] and not asked("unless-format")) or false
  if visible == holds then
    return div.content
  end
  return {}
end

local function drop_raw(element)
  if not element.text:match("^%s*<!%-%-") then
    io.stderr:write("raw " .. element.format .. " was left out of the report\n")
  end
  return {}
end

-- Dropping comes first, in a walk of its own: what the filters write themselves must stay.
function shared.without_raw(doc)
  return doc:walk({ RawBlock = drop_raw, RawInline = drop_raw })
end

-- The fixed words of the language as plain texts.
function shared.read_meta(doc)
  local words = {}
  for key, value in pairs(doc.meta.words) do
    words[key] = pandoc.utils.stringify(value)
  end
  return { words = words }
end

-- The kind of a callout and its title; nil for any other div. The title is its first heading or its kind.
function shared.callout(div, meta)
  for _, kind in ipairs(CALLOUTS) do
    if div.classes:includes("callout-" .. kind) then
      local title = div.attributes.title and pandoc.Inlines(div.attributes.title)
      if not title and div.content[1] and div.content[1].t == "Header" then
        title = div.content[1].content
        div.content:remove(1)
      end
      return kind, title or pandoc.Inlines(meta.words[kind])
    end
  end
  return nil
end

function shared.alt_text(image)
  return image.attributes["fig-alt"] or image.attributes.alt or pandoc.utils.stringify(image.caption)
end

return shared
