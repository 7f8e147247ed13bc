/// Definitions in the order in which they were made. Copies share all but the latest of them, so that a
/// session may keep one while the next statement adds to another. Cost: adding many copies each a few times
/// over.
struct DefinitionList: Sendable {
  private struct Run {
    /// The place of the first.
    let start: Int
    var definitions: [Environment.Definition] = []
    var placesByName: [String: [Int]] = [:]

    mutating func append(_ definition: Environment.Definition) {
      placesByName[definition.name, default: []].append(start + definitions.count)
      definitions.append(definition)
    }
  }

  /// Each longer than the one after it.
  private var runs: [Run] = []

  var count: Int { runs.last.map { $0.start + $0.definitions.count } ?? 0 }

  var names: Set<String> { Set(runs.flatMap(\.placesByName.keys)) }

  subscript(_ place: Int) -> Environment.Definition {
    let run = runs.last { $0.start <= place } ?? runs[0]
    return run.definitions[place - run.start]
  }

  subscript(_ places: PartialRangeFrom<Int>) -> [Environment.Definition] {
    (places.lowerBound..<max(places.lowerBound, count)).map { self[$0] }
  }

  /// The latest place of a name that will do.
  func lastPlace(of name: String, where isWanted: (Int) -> Bool) -> Int? {
    for run in runs.reversed() {
      if let place = run.placesByName[name]?.last(where: isWanted) { return place }
    }
    return nil
  }

  mutating func append(_ definition: Environment.Definition) {
    var run = Run(start: count)
    run.append(definition)
    while let last = runs.last, last.definitions.count <= run.definitions.count {
      runs.removeLast()
      var longer = last
      for definition in run.definitions { longer.append(definition) }
      run = longer
    }
    runs.append(run)
  }
}
