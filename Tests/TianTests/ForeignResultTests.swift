import Foundation
import Testing
import TianSource
import TianSyntax

@testable import Tian

/// What people of other languages type, once mended, means what they meant: each row of the table is mended
/// by the edits that its messages offer and run over a small world. `RECORD=1` records the results, which are
/// to be read.
@Suite struct ForeignResultTests {
  private static let file = Project.root.appendingPathComponent("Tests/cases/foreign-results.case")

  /// Mended and run; what remains wrong in place of a result.
  private static func outcome(of form: ForeignForm, _ workspace: Workspace) -> (text: String, isRight: Bool) {
    let source = SourceText(form.example)
    var mended = form.example
    do { _ = try workspace.query(form.example, isSafe: true) } catch {
      mended = Mender.applying(error.diagnostics.flatMap(\.fixes), to: source)
    }
    do {
      let result = try workspace.query(mended, isSafe: true)
      return ("\(mended)\n\(result.text(as: .csv))", true)
    } catch {
      // Where a file would be written, that is what was meant.
      let isSave = error.diagnostics.allSatisfy { $0.code == .unsafeSave }
      return ("\(mended)\n\(error.rendered(in: .english))", isSave)
    }
  }

  @Test func mendedQueriesGiveWhatWasMeant() throws {
    let workspace = try ForeignWorld.workspace()
    var text = ForeignWorld.tables.map { "--- table \($0.name)\n\($0.csv)" }.joined()
    for form in ForeignTable.all {
      let (outcome, isRight) = Self.outcome(of: form, workspace)
      #expect(isRight, "\(form.typed): \(outcome)")
      text += "\n=== \(form.typed) (\(form.origin)): \(form.example)\n\(outcome)"
    }
    if Project.isRecording { try text.write(to: Self.file, atomically: true, encoding: .utf8) }
    #expect(try String(contentsOf: Self.file, encoding: .utf8) == text)
  }
}

/// Rows for the queries of `ForeignTable`: nulls, repeats and a figure on each side of every comparison.
enum ForeignWorld {
  static let tables = [
    (
      name: "合作社",
      csv: """
      名称,县,产业,村编码,面积（亩）,产值（万元）,户数（户）,成立日期,投产
      茶香社,东,茶叶,1,600,35.50,12,2019-03-20,true
      甲茶社,东,茶叶；莲藕,2,300.5,20.25,3,2023-12-31,false
      丙,西,莲藕,3,1200,80.00,21,2018-11-30,true
      东社,西,养猪,2,90,15.00,2,2021-07-15,
      无名,,茶叶,,500,,,,false

      """
    ),
    (name: "村庄", csv: "村编码,人口（人）,海拔（米）\n1,900,120\n2,450,300\n4,700,80\n"),
    (
      name: "产出",
      csv: """
      产业,年,产值（元）,面积（公顷）,产量（吨）
      茶叶,2021,100000,40,12.345
      茶叶,2022,120000,42,13.5
      莲藕,2021,50000,20,40.25
      莲藕,2022,,20,

      """
    ),
  ]

  static func workspace() throws -> Workspace {
    let workspace = Workspace()
    for table in tables { try workspace.add(csv: table.csv, as: table.name) }
    return workspace
  }
}
