-- Asks for images with another seed each time, and says in one line what came of it:
-- requests, seconds, answers that were not 2xx, failures of the connection, p50, p95, p99 (milliseconds); tabs between.
local path
local seed

function init(args)
  path = args[1]
  seed = tonumber(args[2])
end

function request()
  seed = seed + 1
  return wrk.format("GET", path .. "&seed=" .. string.format("%d", seed))
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("wrk\t%d\t%.3f\t%d\t%d\t%.2f\t%.2f\t%.2f\n",
    summary.requests, summary.duration / 1e6, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3))
end
