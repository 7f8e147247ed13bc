import Glibc
import TianFigures
import Testing
import TianSource

@testable import TianEngine

/// Files that nobody here wrote, read where they lie beside the project. Skipped with a notice where they
/// are not.
@Suite struct CSVRealFileTests {
  private static let folder: String = {
    // …/Tests/TianEngineTests/this file
    let parts = #filePath.split(separator: "/").dropLast(4)
    return "/" + parts.joined(separator: "/") + "/shared/data/"
  }()

  private func load(_ name: String) throws -> Table? {
    let path = Self.folder + name
    guard access(path, R_OK) == 0 else {
      print("skipped: no \(path)")
      return nil
    }
    return try CSVLoader.load(path: path, name: "t", execution: Execution(threadCount: 2))
  }

  /// The cells of the spectrum's answers, which are all text there.
  @Test(arguments: [
    ("simple", ["a = 1", "b = 2", "c = 3"]),
    ("simple_crlf", ["a = 1", "b = 2", "c = 3"]),
    (
      "comma_in_quotes",
      ["first = John", "last = Doe", "address = 120 any st.", "city = Anytown, WW", "zip = 08123"]
    ),
    ("empty", ["a = 1 | 2", "b = ∅ | 3", "c = ∅ | 4"]),
    ("empty_crlf", ["a = 1 | 2", "b = ∅ | 3", "c = ∅ | 4"]),
    ("escaped_quotes", ["a = 1 | 3", "b = ha \"ha\" ha | 4"]),
    ("json", ["key = 1", "val = {\"type\": \"Point\", \"coordinates\": [102.0, 0.5]}"]),
    ("newlines", ["a = 1 | Once upon \na time | 7", "b = 2 | 5 | 8", "c = 3 | 6 | 9"]),
    ("newlines_crlf", ["a = 1 | Once upon \r\na time | 7", "b = 2 | 5 | 8", "c = 3 | 6 | 9"]),
    ("quotes_and_newlines", ["a = 1 | 3", "b = ha \n\"ha\" \nha | 4"]),
    ("utf8", ["a = 1 | 4", "b = 2 | 5", "c = 3 | ʤ"]),
    (
      "location_coordinates",
      [
        "Contact Phone Number = 2095257564",
        "Location Coordinates = 37\u{FFFD}36'37.8\"N 121\u{FFFD}2'17.9\"W",
        "Cities = Modesto", "Counties = Stanislaus",
      ]
    ),
  ])
  func readsTheSpectrum(_ name: String, _ expected: [String]) throws {
    guard let table = try load("csv-spectrum/csvs/\(name).csv") else { return }
    let shown = zip(table.schema.fields, table.columns).map { field, column in
      "\(field.name) = " + (0..<table.rowCount).map { CSVSupport.cell(column, $0) }.joined(separator: " | ")
    }
    #expect(shown == expected)
  }

  @Test(arguments: [
    ("admin/streets.csv", 41352), ("admin/areas.csv", 2978), ("admin/cities.csv", 342),
    ("admin/provinces.csv", 31),
    ("villages/five_counties.csv", 1065), ("villages/traditional_villages.csv", 8155),
    ("cooperatives/togo-cooperatives.csv", 6859), ("cooperatives/togo-markets.csv", 1078),
  ])
  func readsWholeFiles(_ name: String, _ rowCount: Int) throws {
    guard let table = try load(name) else { return }
    #expect(table.rowCount == rowCount)
    #expect(table.origin?.rejectCount == 0)
  }
}
