/// The most frequent characters of Chinese texts and of tables about villages, simplified and, where they
/// differ, traditional: bytes that were read in the right encoding give many of them, others few. Counted in
/// the word list of jieba and in lists of villages, divisions and industries.
enum CommonCharacters {
  static func contains(_ codePoint: UInt32) -> Bool {
    guard first <= codePoint, codePoint < first + UInt32(bits.count * 64) else { return false }
    let place = Int(codePoint - first)
    return bits[place >> 6] >> UInt64(place & 63) & 1 != 0
  }

  /// CJK unified ideographs begin here.
  private static let first: UInt32 = 0x4E00
  private static let bits: [UInt64] = {
    var bits = [UInt64](repeating: 0, count: 0x5200 / 64)
    for scalar in (simplified + traditional).unicodeScalars where scalar.value >= first {
      let place = Int(scalar.value - first)
      bits[place >> 6] |= 1 << UInt64(place & 63)
    }
    return bits
  }()

  private static let simplified = """
    镇村市县乡省道街区族州一大山南自中人治是不的家会和了西江在有城东国上安他河地为制水民五新庄这委三
    以阳生小平子湖北用个业来动年苗石工发四龙类我长高下金等产成理门行要造建口里出学溪指到海其化时场天
    林黄经宁于头及作都对后开主员说云合活也品方二公路机贵就分定们关务种过可白部能之广文社多得六桥松土
    明马心全进日物体面前加同川通政着你本德永电福设事法桃代重台兴各古保而所那然华源原力与坪服外武木寨
    集军去数如王料内表张管还从起田塘两现或沙老花红当太农元实青十仁名清好备利园万济者营泉正资相义尔将
    只么回性月运藏无常信拉车间黔术手院点布特又专位度最没包乐此器技向美浙气见徽周达坝件由岭铜但看提科
    店第双光组次结侗教湾些处级量已汉立战使官想果她沟克程应计联苏巴意基入庆并身流玉具团司装期任系罗昌
    因展临吉岩问样丰总知峰把世情被米比交居丽李统属目八杨甘育施党洋共至格首先风儿晋直铁商京称选连塔色
    织声形界英报游府边材别放顺树干百维宝阿质洞解楼权什接井导括蓝少很书凤变板斯领打朝女景空堡己洲壮师
    规冲式九桂更富队给兰远议屯话岗强命便怀依再条决神才几梅步黑胜毛改采列单传今走庙非供兵普反坑收题图
    革记网段星港取字满受积带观办房何竹据调它真号七型转梁听未洪火增编矿瑶职线构论陵思热护药湘皇陈康批
    隆眼乌曲做池盘感银住柳麻史坡站哈却辖鱼亚油铺象每容历牛准底息深近研众输即余根食宜完潭际许音零复蒙
    修艺配求恩举良宣望算精则夏洛彝约难功温千认秀茶仙筑片半照寺项必划群查草考示售局环春整坊校言投死支
    叫刘防让视始香极持影士黎该价企客争灵证排卫笑究旗助较除觉往标置旅堂植丹雷养纪亲留快固吴像候节境易
    尼医渡范航令爱滩抚泽博值参险波推左谷随章告宫创浦响礼斗陕越飞监察皮需密吃落引歙剑屏印朱均陆验夫厂
    断派速初帝素瓦试存消杜病角股甲按势球横胡户孜独律腾泰态压酒械叶货含离鸠早似赛圩层语勒佛且鲁志岛怎
    足招低善显亭曾检托唐尚域宗互确况围码冷羊莲靖费宋切库雄顶占纳失轻
    """

  private static let traditional = """
    鎮縣鄉區會東國爲莊這陽個業來動發龍類長產門裏學時場黃經寧於頭對後開員說雲機貴們關務種過廣橋馬進體
    電設臺興華與軍數內張還從兩現紅當農實備園萬濟營資義爾將麼運無車間術點專沒樂氣見達壩嶺銅雙組結灣處
    級漢戰溝應計聯蘇慶並團裝羅臨巖問樣豐總峯麗統屬楊黨風兒晉鐵稱選連織聲報遊邊別順樹幹維寶質樓權導藍
    書鳳變領壯師規衝隊給蘭遠議話崗強懷條決幾勝採單傳廟題圖記網滿積帶觀辦據調號轉聽編礦瑤職線構論熱護
    藥陳烏盤銀卻轄魚亞鋪歷準衆輸餘際許復藝舉則約難溫認築項劃羣環劉讓視極該價爭靈證衛較覺標養紀親吳節
    醫範愛灘撫澤參險隨宮創響禮鬥陝飛監喫劍陸驗廠斷試勢橫戶獨騰態壓葉貨離鳩賽層語魯島顯檢託確況圍碼蓮
    費庫頂佔納輕
    """
}
