-- Visits the addresses of a file, one after the other, as a visitor's browser does. Arguments: the file.
local paths = {}
local count = 0

function init(args)
  for line in io.lines(args[1]) do
    paths[#paths + 1] = line
  end
end

function request()
  count = count + 1
  return wrk.format("GET", paths[(count - 1) % #paths + 1])
end
