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

  @Test func figuresInTheTextsOfTheClassification() throws {
    let query = """
      [gbt4754-2017]
      | derive 文 = extract(dest, r"([0-9.]+(%|％|W|mm)及?以[上下])")
      | where 文 != null
      | select name, 比 = number(文) to %, 功率 = number(文) to 千瓦, 厚 = number(文) to 米
      """
    guard let rows = try csv("data/industries", query) else { return }
    #expect(
      rows == [
        "name,比（%）,功率（千瓦）,厚（米）", "味精制造,80..,,", "单板加工,,,0..0.00055..0.00055", "腈纶纤维制造,85..,,",
        "家用空气调节器制造,,0..14..14,",
      ])
  }

  /// Degrees of latitude in kilometres; the numbers are DuckDB's.
  @Test func howFarTheCooperativesOfARegionLieApart() throws {
    let query = """
      [togo-cooperatives]
      | derive 纬 = float(extract(geometry, r" (-?[0-9.]+)\\)", group: 1))
      | summarize n = count(纬), 南北 = (max(纬) - min(纬)) * 111.32公里 by region_nom_bdd
      | sort -南北 | take 2
      """
    guard let rows = try csv("data/cooperatives", query) else { return }
    #expect(
      rows == [
        "region_nom_bdd,n,南北（公里）", "Plateaux,2243,187.7771734666668", "Centrale,1302,147.83277446666656",
      ])
  }

  /// Over areas as a handbook gives them, one of them hedged: 1337 over 5 in 100 less and more than 8470.
  @Test func densitiesOverPublishedAreas() throws {
    let query = """
      [togo-cooperatives]
      | summarize 社 = count() by 区 = region_nom_bdd
      | join inner (csv \"\"\"区,面积（平方公里）
      Maritime,6100
      Plateaux,16975
      Savanes,约8470
      \"\"\") as a on 区
      | select 区, 密度 = 社 * 1个 / 面积
      """
    guard let rows = try csv("data/cooperatives", query) else { return }
    #expect(
      rows == [
        "区,密度（个/平方公里）", "Maritime,0.1944262295081967", "Plateaux,0.13213549337260677",
        "Savanes,0.1503345139708776..0.1578512396694215..0.16615919965202264",
      ])
  }

  @Test func batchesCountedInChineseNumerals() throws {
    let query = "traditional_villages | summarize n = count() by 批 = number(Batch) | sort 批"
    guard let rows = try csv("data/villages", query) else { return }
    #expect(rows == ["批,n", "1,646", "2,915", "3,994", "4,1598", "5,2666", "6,1336"])
  }

  @Test func sharesOfVillagesAmongAllThatAreCounted() throws {
    let query = """
      five_counties
      | summarize 村 = count() * 1村 by county, urban_rural
      | derive 占 = 村 / sum(村) to % by county
      | where urban_rural == "村庄" | sort -占 | select county, 占 = round(占, digits: 2)
      """
    guard let rows = try csv("data/villages", query) else { return }
    #expect(
      rows == ["county,占（%）", "周宁县,84.35", "松桃苗族自治县,81.42", "蓝山县,67.11", "鸠江区,49.11", "杜集区,33.93"])
  }
}
