import Tian

/// README.md's example, word for word; `ReadmeTests` compares the two and runs it.
func readmeExample() throws {
  let workspace = try Workspace(folder: "samples")
  try workspace.bind("门槛", figure: "500亩")
  let stop = Cancellation()  // stop.cancel(), from any thread, ends the query
  let large = "土地 | where 面积 >= 门槛 | select 地点, 面积 | sort -面积"
  let result = try workspace.query(large, cancellation: stop)
  for row in result.rows { print(row["地点"].text ?? "", row["面积"].figure?.low.text ?? "") }
  let areas = result["面积"]?.doubles ?? []
  print(result.rowCount, areas.compactMap(\.self).reduce(0, +), result["面积"]?.unit ?? "")
  do { _ = try workspace.query("土地 | select 面机") } catch { print(error) }
}
