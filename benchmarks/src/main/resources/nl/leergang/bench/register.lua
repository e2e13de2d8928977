-- One registration per request: its own person, its own key. Arguments: format (json or form), a name
-- for this run, the file with the editions' ids.
local ffi = require("ffi")
ffi.cdef([[
typedef struct { long seconds; long micros; } leergang_time;
int gettimeofday(leergang_time *now, void *zone);
]])
local clock = ffi.new("leergang_time")

local function millis()
  ffi.C.gettimeofday(clock, nil)
  return string.format("%d", tonumber(clock.seconds) * 1000 + math.floor(tonumber(clock.micros) / 1000))
end

local JSON = '{"editionId":"%s","salutation":"MRS","givenName":"Fatima %s","infix":"van der","familyName":"Heuvel %s",'
  .. '"email":"p%s.%s@bench.example.org","telephone":"070 123 45 67","organisation":"Gemeente Voorbeeld",'
  .. '"role":"Beleidsmedewerker","address":{"street":"Kerkstraat","houseNumber":"12","postalCode":"2511 AB",'
  .. '"city":"Den Haag"},"language":"nl","privacyStatementAccepted":true}'
local FORM = "editionId=%s&salutation=MRS&givenName=Fatima+%s&infix=van+der&familyName=Heuvel+%s"
  .. "&email=p%s.%s%%40bench.example.org&telephone=070+123+45+67&organisation=Gemeente+Voorbeeld"
  .. "&role=Beleidsmedewerker&address.street=Kerkstraat&address.houseNumber=12&address.postalCode=2511+AB"
  .. "&address.city=Den+Haag&language=nl&privacyStatementAccepted=on&idempotencyKey=%s"

local editions = {}
local headers = {}
local count = 0
local form, run

function init(args)
  form = args[1] == "form"
  run = args[2]
  for line in io.lines(args[3]) do
    editions[#editions + 1] = line
  end
  headers["Content-Type"] = form and "application/x-www-form-urlencoded" or "application/json"
  headers["Accept"] = form and "text/html" or "application/json"
end

function request()
  count = count + 1
  local edition = editions[(count - 1) % #editions + 1]
  local person = run .. "n" .. count
  local key = "bench-" .. person .. "-0123456789"
  local body
  if form then
    body = string.format(FORM, edition, person, person, millis(), person, key)
  else
    headers["Idempotency-Key"] = key
    body = string.format(JSON, edition, person, person, millis(), person)
  end
  return wrk.format("POST", nil, headers, body)
end
