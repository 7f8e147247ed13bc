extension DiagnosticCode {
  /// What takes a file or an option of the program: commands of a shell, one a line. A mend goes on in the
  /// folder as the commands before it left it.
  static let commandExamples: [ExampleRow] = [
    (
      "T101",
      """
      echo 'length("茶叶")' | iconv -f utf-8 -t gb18030 > a.tian
      tian a.tian
      """,
      """
      iconv -f gb18030 -t utf-8 a.tian > b.tian
      tian b.tian
      """
    ),
    (
      "T127", #"tian -c "$(seq -s ' + ' 2000)""#,
      "(echo n; seq 2000) | tian - -c '_stdin | summarize sum(n)'"
    ),
    (
      "T270",
      """
      echo 'use "b.tian"' > a.tian
      echo 'use "a.tian"' > b.tian
      tian a.tian
      """,
      """
      echo 'let 门槛 = 500亩' > b.tian
      tian a.tian
      """
    ),
    (
      "T271",
      """
      echo 'let 门槛 = 500亩' > a.tian
      tian -c 'use "a.tian"; let 门槛 = 300亩; 门槛 * 2'
      """, #"tian -c 'use "a.tian"; let 下限 = 300亩; 门槛 - 下限'"#
    ),
    (
      "T272",
      """
      echo '500亩 * 2' > a.tian
      tian -c 'use "a.tian"'
      """,
      """
      echo 'let 两倍 = 500亩 * 2' > a.tian
      tian -c 'use "a.tian"; 两倍'
      """
    ),
    (
      "T401",
      """
      (echo n; seq 200000) > t.csv
      tian --memory 1M t.csv -c 't | sort -n | take 1'
      """, "tian --memory 200M t.csv -c 't | sort -n | take 1'"
    ),
    (
      "T402",
      """
      (echo n; seq 100000) > t.csv
      timeout -s INT 2 tian t.csv -c 't | join cross t as u | join cross t as v | summarize count()'
      """, "tian t.csv -c 't | join t as u on n | join t as v on n | summarize count()'"
    ),
    ("T410", "tian t.csv -c 't | take 1'", "echo n > t.csv\ntian t.csv -c 't | take 1'"),
    (
      "T412", "head -c 100 /dev/zero > t.csv\ntian t.csv -c 't | take 1'",
      "echo n > t.csv\ntian t.csv -c 't | take 1'"
    ),
    (
      "T413",
      """
      echo '县,村数' | iconv -f utf-8 -t gb18030 > t.csv
      tian -c 'load "t.csv" as t, encoding: "utf-8"; t | schema'
      """, #"tian -c 'load "t.csv" as t, encoding: "gb18030"; t | schema'"#
    ),
    (
      "T415",
      """
      (echo '名称,备注'; echo '甲,"乙'; yes '丙,丁' | head -c 70M; echo '"') > t.csv
      tian t.csv -c 't | take 1'
      """, "sed '2s/\"//' t.csv | head > u.csv\ntian u.csv -c 'u | take 1'"
    ),
    (
      "T416", "seq -s , 20000 > t.csv\ntian t.csv -c 't | take 1'",
      "seq 20000 > t.csv\ntian -c 'load \"t.csv\" as t, header: 0; t | take 1'"
    ),
    (
      "T417",
      """
      seq 1000 | gzip | head -c 100 > t.csv.gz
      tian t.csv.gz -c 't | take 1'
      """, "seq 1000 | gzip > t.csv.gz\ntian t.csv.gz -c 't | take 1'"
    ),
    (
      "T418",
      """
      echo '县,村数' > a1.csv
      echo '品,产量' > a2.csv
      tian -c 'from "a*.csv" | schema'
      """, #"tian -c 'from "a1.csv" | schema'"#
    ),
    (
      "T419", "printf '品,产量\\n稻,2\\n麦\\n' > t.csv\ntian --strict t.csv -c 't'",
      "printf '品,产量\\n稻,2\\n麦,\\n' > t.csv\ntian --strict t.csv -c 't'"
    ),
    ("T501", "mkdir data\ntian data -c 't'", "echo n > data/t.csv\ntian data -c 't'"),
    (
      "T502",
      """
      echo n > t.csv
      echo '{"resources": [' > datapackage.json
      tian . -c 't'
      """,
      """
      rm datapackage.json
      tian describe --package . > good.json
      mv good.json datapackage.json
      tian . -c 't'
      """
    ),
    (
      "T503", "mkdir a b\necho n > a/t.csv\necho n > b/t.csv\ntian a b -c 't'",
      "tian a u=b/t.csv -c 't | union u'"
    ),
    (
      "T504", "tian --let $'门\\n槛=500亩' -c '门槛 * 2'",
      "tian --let 门槛=500亩 -c '门槛 * 2'"
    ),
    (
      "T506", "tian sql -c 'let 门槛 = 500亩'", "tian sql -c 'let 门槛 = 500亩; 门槛 * 2'"
    ),
    (
      "T507", "mkdir a\necho n > t.csv\ncd a\ntian --safe -c 'from \"../t.csv\"'",
      "cd a\ntian --safe ../t.csv -c 't'"
    ),
    ("T511", "tian --safe -c '500亩 * 2 | save \"a.csv\"'", "tian --safe -c '500亩 * 2' > a.csv"),
    (
      "T601", "echo '县,村数' > t.csv\ntian sql t.csv -c 't | take 1'",
      "tian sql t.csv -c 't | sort 县 | take 1'"
    ),
  ]
}
