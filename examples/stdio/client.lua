-- Types KEYS by a table and prints the text: lua client.lua TABLE KEYS   (U+0008 is the Backspace key)
-- Plain Lua opens a pipe one way only, so the answers come through a named one; in Neovim vim.system does both.
local answers_at = os.tmpname()
os.execute("rm " .. answers_at .. " && mkfifo -m 600 " .. answers_at)
local requests = io.popen("translit engine --stdio >" .. answers_at, "w")
local answers = io.open(answers_at)
os.remove(answers_at)

local escaped = { ['"'] = '\\"', ["\\"] = "\\\\" }
local function quote(text)
  return '"' .. text:gsub('["\\]', escaped):gsub("%c", function(c) return ("\\u%04x"):format(c:byte()) end) .. '"'
end

local plain = { n = "\n", t = "\t", r = "\r", b = "\b", f = "\f" }
local function unquote(text)
  text = text:gsub("\\u(%x%x%x%x)", function(hex) return utf8.char(tonumber(hex, 16)) end)
  return (text:gsub("\\(.)", function(char) return plain[char] or char end))
end

local function call(method, params)
  requests:write(('{"jsonrpc":"2.0","id":1,"method":"%s","params":{%s}}\n'):format(method, params)):flush()
  local answer = answers:read()
  if answer:find('"error":', 1, true) then error(answer:match('"message":"(.-[^\\])"'), 0) end
  return answer
end

local session = '"session":' .. call("open", '"table":' .. quote(arg[1])):match('"session":(%d+)')
local text = {}
for _, code in utf8.codes(arg[2]) do
  local key = utf8.char(code)
  local answer = key == "\b" and call("backspace", session) or call("feed", session .. ',"key":' .. quote(key))
  for _ = 1, tonumber(answer:match('"delete":(%d+)') or 1) do table.remove(text) end
  local insert = unquote(answer:match('"insert":"(.*)","preedit"') or "")
  for _, new in utf8.codes(insert) do text[#text + 1] = utf8.char(new) end
end
print(table.concat(text))
