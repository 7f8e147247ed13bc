import Testing
import Tian

/// Files that nobody here wrote: what they hold, asked in Tian, against numbers counted by DuckDB over the
/// same files.
@Suite struct SharedDataTests {
  private func csv(_ folder: String, _ query: String) throws -> [Substring]? {
    guard let path = Repository.sharedFolder(folder) else { return nil }
    return try Workspace(folder: path).query(query).text(as: .csv).split(separator: "\n")
  }

  @Test func streetsJoinedUpToTheirProvinces() throws {
    let joined = """
      streets
      | join one areas on areaCode == areas.code
      | join one cities on areas.cityCode == cities.code
      | join one provinces on cities.provinceCode == provinces.code
      """
    guard let counted = try csv("data/admin", "\(joined) | summarize n = count()") else { return }
    #expect(counted == ["n", "41352"])
    let byProvince = try csv(
      "data/admin", "\(joined) | summarize 街道 = count() by 省 = provinces.name | sort -街道, 省 | take 5")
    #expect(byProvince == ["省,街道", "四川省,3111", "河南省,2586", "河北省,2365", "湖南省,2008", "山东省,1853"])
  }

  @Test func cooperativesOfTogoByRegionAndStatus() throws {
    let query = """
      [togo-cooperatives]
      | summarize n = count() by region_nom_bdd, cooperative_statut
      | sort -n, region_nom_bdd, cooperative_statut
      """
    guard let rows = try csv("data/cooperatives", query) else { return }
    #expect(rows.count == 233)
    #expect(
      rows.prefix(5) == [
        "region_nom_bdd,cooperative_statut,n", "Plateaux,{Cooperative production},1534",
        "Centrale,{Cooperative production},983", "Savanes,{Cooperative production},962",
        "Maritime,{Cooperative production},770",
      ])
    let total = try csv("data/cooperatives", "[togo-cooperatives] | summarize n = count()")
    #expect(total == ["n", "6859"])
  }

  @Test func theClassificationsBranchesUnderEachSection() throws {
    let query = """
      let 下级 = [gbt4754-2017] | select id, parent_id
      [gbt4754-2017]
      | where parent_id == null
      | select 门类编号 = id, 门类 = name
      | join left 下级 as 大类 on 门类编号 == 大类.parent_id
      | rename 大类编号 = id | drop parent_id
      | join left 下级 as 中类 on 大类编号 == 中类.parent_id
      | rename 中类编号 = id | drop parent_id
      | join left 下级 as 小类 on 中类编号 == 小类.parent_id
      | summarize 大类 = count_distinct(大类编号), 中类 = count_distinct(中类编号), 小类 = count(id) by 门类编号, 门类
      | sort 门类编号 | drop 门类编号
      """
    guard let rows = try csv("data/industries", query) else { return }
    #expect(rows.count == 21)
    #expect(rows[1] == "农、林、牧、渔业,5,24,72")
    #expect(rows[3] == "制造业,31,179,609")
    #expect(rows[20] == "国际组织,1,1,0")
  }
}
