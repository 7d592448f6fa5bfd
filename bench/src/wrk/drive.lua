-- Sends the checkouts of a file, each with an Idempotency-Key of its own, and reports in one line of JSON.
-- Arguments after `--`: the file (a line each: credential, tab, body), a prefix for the keys, the share of requests
-- that repeat an earlier one, in percent, and the part of the file to begin after (0 = its start). Without arguments it
-- asks for the URL as wrk does by itself.

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

local REPEATED_BACK = 1000
local heads, bodies = {}, {}
local prefix, repeats, skipped = "", 0, 0
fresh, repeated = 0, 0

local function checkout(number)
  local place = (number + skipped) % #heads + 1
  return heads[place] .. prefix .. number .. "\r\n\r\n" .. bodies[place]
end

local function next_checkout()
  if repeats > 0 and fresh > REPEATED_BACK and math.random(100) <= repeats then
    repeated = repeated + 1
    return checkout(fresh - math.random(0, REPEATED_BACK - 1))
  end
  fresh = fresh + 1
  return checkout(fresh)
end

function init(args)
  if not args[1] then return end
  prefix, repeats = args[2], tonumber(args[3])
  for line in io.lines(args[1]) do
    local credential, body = line:match("^([^\t]+)\t(.+)$")
    heads[#heads + 1] = "POST /api/v1/checkouts HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " .. credential
      .. "\r\nContent-Type: application/json\r\nContent-Length: " .. #body .. "\r\nIdempotency-Key: "
    bodies[#bodies + 1] = body
  end
  skipped = math.floor(#heads * tonumber(args[4]))
  request = next_checkout
end

function done(summary, latency)
  local sent, again = 0, 0
  for _, thread in ipairs(threads) do
    sent = sent + thread:get("fresh")
    again = again + thread:get("repeated")
  end
  local errors = summary.errors
  io.write(string.format(
    '\nreport {"seconds":%.6f,"answers":%d,"over399":%d,"connect":%d,"read":%d,"write":%d,"timeout":%d,'
      .. '"fresh":%d,"repeated":%d,"p50_us":%d,"p99_us":%d,"max_us":%d}\n',
    summary.duration / 1000000, summary.requests, errors.status, errors.connect, errors.read, errors.write,
    errors.timeout, sent, again, latency:percentile(50), latency:percentile(99), latency.max))
end
