// A peer in the shared benchmark: speaks the worker protocol of `compare.py`, one JSON a line, over an
// embedded workspace. Usage: TianBenchmark FOLDER [THREADS], where FOLDER holds TASK.tian for every task; or
// TianBenchmark hedges [ROWS] or TianBenchmark interrupts [ROWS], which need no peer.
//   in : {"load": TABLE, "file": PATH} | {"task": NAME, "check": true|false}
// out: {"s": SECONDS, "cpu": CPU SECONDS, "rss_mb": N, "check": [rows, nulls, sum of numbers, bytes of
// texts]}
import Foundation
import Tian

struct Request: Decodable {
  var load: String?
  var file: String?
  var task: String?
  var check: Bool?
}

enum Reply: Encodable {
  case run(seconds: Double, cpuSeconds: Double, peakMebibytes: Int, check: [Double]?)
  case skip(String)

  private enum CodingKeys: String, CodingKey {
    case seconds = "s"
    case cpuSeconds = "cpu"
    case peakMebibytes = "rss_mb"
    case check, skip
  }

  /// `compare.py` wants `check` even where it is null.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .run(let seconds, let cpuSeconds, let peakMebibytes, let check):
      try container.encode(seconds, forKey: .seconds)
      try container.encode(cpuSeconds, forKey: .cpuSeconds)
      try container.encode(peakMebibytes, forKey: .peakMebibytes)
      try container.encode(check, forKey: .check)
    case .skip(let reason): try container.encode(reason, forKey: .skip)
    }
  }
}

func usage() -> rusage {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return usage
}

func cpuSeconds() -> Double {
  func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
  let usage = usage()
  return seconds(usage.ru_utime) + seconds(usage.ru_stime)
}

/// What the other peers' results are compared by: it does not depend on the order of rows.
func checksum(_ result: QueryResult) -> [Double] {
  var (nulls, numbers, bytes) = (0, 0.0, 0)
  for column in result.columns {
    for row in 0..<column.count {
      let value = column[row]
      if value.isNull { nulls += 1 }
      numbers += value.double ?? 0
      bytes += value.text?.utf8.count ?? 0
    }
  }
  return [Double(result.rowCount), Double(nulls), numbers, Double(bytes)]
}

func answer(_ request: Request, _ workspace: Workspace, _ folder: String) throws -> Reply {
  let text: String
  if let table = request.load, let file = request.file {
    try workspace.add(file, as: table)
    text = "\(table) | take 0"
  } else if let task = request.task {
    text = try String(contentsOfFile: "\(folder)/\(task).tian", encoding: .utf8)
  } else {
    return .skip("neither load nor task")
  }
  let (start, startCPU) = (ContinuousClock.now, cpuSeconds())
  let result = try workspace.query(text)
  let seconds = (ContinuousClock.now - start) / .seconds(1)
  return .run(
    seconds: seconds, cpuSeconds: cpuSeconds() - startCPU, peakMebibytes: usage().ru_maxrss / 1024,
    check: request.check == true ? checksum(result) : nil)
}

if CommandLine.arguments.dropFirst().first == "--units" {
  try UnitCost(rowCount: CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 1_000_000).report()
  exit(0)
}
let folder = CommandLine.arguments.dropFirst().first ?? "."
if folder == "hedges" {
  try HedgeCost(rowCount: CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 2_000_000).run()
  exit(0)
}
if folder == "interrupts" {
  try InterruptCost(rowCount: CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 3_000_000)
    .report()
  exit(0)
}
let workspace = Workspace(threadCount: CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) })
while let line = readLine() {
  let reply: Reply
  do {
    reply = try answer(JSONDecoder().decode(Request.self, from: Data(line.utf8)), workspace, folder)
  } catch {
    reply = .skip("\(error)")
  }
  print(String(decoding: try JSONEncoder().encode(reply), as: UTF8.self))
  fflush(nil)
}
