/// The functions that can be called by name. `grammar/functions.csv` is recorded from here.
package enum FunctionTable {
  /// In the order that the reference shows.
  package static let all: [FunctionDefinition] =
    aggregates + distributions + windows + forms + numbers + texts + patterns + characters + codes
    + dates
    + dateForms + conversions + hedges

  /// A function by its English or its Chinese name, exactly.
  package static func named(_ name: String) -> FunctionDefinition? {
    placesByName[name].map { all[$0] }
  }

  package static func definition(of identity: FunctionDefinition.Identity) -> FunctionDefinition? {
    placesByName[identity.name].map { all[$0] }
  }

  /// Every name in both languages, for suggestions and completion.
  package static let names: [String] = all.flatMap { [$0.names.en, $0.names.zh] }

  private static let placesByName: [String: Int] = Dictionary(
    all.enumerated().flatMap { [($1.names.en, $0), ($1.names.zh, $0)] },
    uniquingKeysWith: { first, _ in first })

  /// The table that the aggregates' examples read, by name and as CSV. Every workspace has it, unlisted.
  package static let sample = (
    name: "例",
    csv: """
    名称,县,面积(亩),产值(元),户数(户),产量,成立日期,投产
    甲,东,100.0,20000,3,近2000公斤,2020-01-01,true
    乙,东,200.5,50000,,300余公斤,2021-06-30,false
    丙,西,,30000,5,150公斤,,true

    """
  )
}
