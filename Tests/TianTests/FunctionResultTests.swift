import Testing
import Tian

@testable import TianPlan

/// The examples of the function table run, and give what they say.
@Suite struct FunctionResultTests {
  @Test(arguments: FunctionTable.all.flatMap(\.examples))
  func examplesGiveTheirResult(_ example: FunctionDefinition.Example) throws {
    let result = try Workspace().query(example.query)
    #expect(result.rowCount == 1 && result.columns.count == 1, "\(example.query)")
    let cell = result.text(as: .tsv).split(separator: "\n", omittingEmptySubsequences: false)[1]
    #expect(cell == example.result, "\(example.query)")
  }
}
