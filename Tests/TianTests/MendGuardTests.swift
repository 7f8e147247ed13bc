import Testing
import TianSource
import TianSyntax

@testable import Tian

/// A mend is tried before it is offered.
@Suite struct MendGuardTests {
  private static func error(of query: String) throws -> TianError? {
    let workspace = try ForeignWorld.workspace()
    do { _ = try workspace.query(query, isSafe: true) } catch { return error }
    return nil
  }

  @Test(arguments: [
    // A near word that needs what is not there.
    "合作社 | exploed 户数",
    // The text is compared with a condition.
    "合作社 | where 县 == TRUE",
    // A comma alone does not make columns of these.
    "合作社 | derive a = 户数 foo",
    "合作社 | select 名称 nulls last",
  ])
  func whatDoesNotHelpIsNotOffered(query: String) throws {
    let error = try #require(try Self.error(of: query))
    #expect(error.diagnostics.flatMap(\.fixes).isEmpty, "\(error.rendered(in: .english))")
  }

  @Test(arguments: [
    ("select * from 合作社 where 面积 > 500", "合作社 | where 面积 > 500亩"),
    ("select nvl(县, '无') as a from 合作社", "合作社 | select a = (县 ?? '无')"),
    ("合作社[合作社[\"面积\"] > 500]", " | where 面积 > 500亩"),
  ])
  func whatAWholeQueryBringsUpIsMendedWithIt(query: String, mended: String) throws {
    let error = try #require(try Self.error(of: query))
    #expect(error.diagnostics.flatMap(\.fixes).map(\.replacement) == [mended])
    #expect(error.rendered(in: .english).contains(mended))
  }

  @Test func mendsThatBelongTogetherStay() throws {
    let query = "合作社 |> group_by(县) |> summarise(a = mean(户数)) |> arrange(desc(a))"
    let error = try #require(try Self.error(of: query))
    let mended = Mender.applying(error.diagnostics.flatMap(\.fixes), to: SourceText(query))
    #expect(mended == "合作社 | summarize a = mean(户数) by 县 | sort -a")
    let second = try #require(try Self.error(of: mended))
    #expect(second.diagnostics.flatMap(\.fixes).map(\.replacement) == ["avg(户数)"])
  }
}
