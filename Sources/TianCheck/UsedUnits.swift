import TianFigures
import TianSource
import TianSyntax

/// Reads a text with the units that it may use before any of it is run: those given, and those that the
/// libraries which it uses define, and theirs in turn.
package struct UsedUnits {
  private let catalog: any Catalog
  private var seen: Set<String> = []

  private init(_ catalog: any Catalog) { self.catalog = catalog }

  /// What a library is wrong about is said where it is used.
  package static func parse(
    _ source: SourceText, in folder: String, units: UnitTable, _ catalog: any Catalog
  ) -> Parsed {
    var reading = UsedUnits(catalog)
    return reading.parse(source, folder, units)
  }

  private mutating func parse(_ source: SourceText, _ folder: String, _ given: UnitTable) -> Parsed {
    let parsed = Parser.parse(source, units: given)
    var units = given
    for case .use(let use) in parsed.script.statements {
      let library = try? catalog.library(path: use.path.value, in: folder, at: use.path.span)
      guard let library, seen.insert(library.identity).inserted else { continue }
      for definition in parse(library.source, library.folder, units).units.defined
      where units.unit(named: definition.symbol) == nil {
        units.add(definition)
      }
    }
    return units.all.count == given.all.count ? parsed : Parser.parse(source, units: units)
  }
}
