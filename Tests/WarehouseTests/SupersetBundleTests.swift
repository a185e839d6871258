import Foundation
import Postgres
import TestSupport
import Testing

/// The bundle of Superset assets under `bi/superset` fits the views. Whether it imports and draws is for
/// `bin/test --superset`.
@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct SupersetBundleTests {
  private let folder = repositoryRoot.appending(path: "bi/superset")

  /// A view as Superset is told of it.
  private struct Dataset {
    var view: String
    var uuid: String
    var yaml: String
    var columns: Set<String>
  }

  private func datasets() throws -> [Dataset] {
    let database = try TestDatabase.migrated()
    let rows = try database.session.execute(
      """
      SELECT c.relname, obj_description(c.oid), md5('weir_bi.' || c.relname)::uuid, a.attname,
        upper(format_type(a.atttypid, NULL)), col_description(c.oid, a.attnum)
      FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
      WHERE c.relnamespace = 'weir_bi'::regnamespace AND a.attnum > 0
      ORDER BY c.relname, a.attnum
      """)
    let databaseUUID = try database.column("SELECT md5('database.weir')::uuid")[0]
    var datasets: [Dataset] = []
    for row in 0..<rows.count {
      let cells = rows[row].map { ($0 ?? "").replacing("\"", with: "\\\"") }
      let first = cells.startIndex
      if datasets.last?.view != cells[first] {
        datasets.append(Dataset(view: cells[first], uuid: cells[first + 2], yaml: "", columns: []))
        datasets[datasets.count - 1].yaml = """
          table_name: \(cells[first])
          description: "\(cells[first + 1])"
          schema: weir_bi
          filter_select_enabled: true
          uuid: \(cells[first + 2])
          database_uuid: \(databaseUUID)
          version: 1.0.0
          metrics:
            - {metric_name: count, expression: COUNT(*), verbose_name: Rows}
          columns:

          """
      }
      let isTime = cells[first + 4].hasPrefix("TIMESTAMP") || cells[first + 4] == "DATE"
      datasets[datasets.count - 1].columns.insert(cells[first + 3])
      datasets[datasets.count - 1].yaml += """
          - column_name: \(cells[first + 3])
            verbose_name: \(cells[first + 3].prefix(1).uppercased() + cells[first + 3].dropFirst().replacing("_", with: " "))
            type: \(cells[first + 4])
            is_dttm: \(isTime)
            description: "\(cells[first + 5])"

        """
    }
    return datasets
  }

  /// With WEIR_RECORD=1 the files are written instead.
  @Test func `the datasets are the views`() throws {
    let path = folder.appending(path: "datasets/Weir")
    let datasets = try datasets()
    if ProcessInfo.processInfo.environment["WEIR_RECORD"] == "1" {
      for dataset in datasets {
        try dataset.yaml.write(
          to: path.appending(path: "\(dataset.view).yaml"), atomically: true, encoding: .utf8)
      }
      return
    }
    let known = try FileManager.default.contentsOfDirectory(atPath: path.path).sorted()
    #expect(known == datasets.map { $0.view + ".yaml" }, "bi/superset/datasets/Weir has one file a view")
    for dataset in datasets {
      let text = try String(contentsOf: path.appending(path: "\(dataset.view).yaml"), encoding: .utf8)
      #expect(
        text == dataset.yaml,
        "\(dataset.view).yaml is out of date: WEIR_RECORD=1 bin/test --filter SupersetBundleTests writes it")
    }
  }

  @Test func `charts ask for views and columns that are there, and stand on a dashboard`() throws {
    let datasets = Dictionary(uniqueKeysWithValues: try datasets().map { ($0.uuid, $0) })
    let charts = folder.appending(path: "charts")
    let dashboards = folder.appending(path: "dashboards")
    let shown = try FileManager.default.contentsOfDirectory(atPath: dashboards.path).map {
      try String(contentsOf: dashboards.appending(path: $0), encoding: .utf8)
    }.joined()
    let files = try FileManager.default.contentsOfDirectory(atPath: charts.path).sorted()
    #expect(files.count >= 20)
    for file in files {
      let text = try String(contentsOf: charts.appending(path: file), encoding: .utf8)
      let uuid = try #require(text.firstMatch(of: #/(?m)^uuid: "([0-9a-f-]+)"$/#)).1
      #expect(shown.contains(uuid), "\(file) is on no dashboard")
      let used = try #require(text.firstMatch(of: #/(?m)^dataset_uuid: "([0-9a-f-]+)"$/#)).1
      let dataset = try #require(datasets[String(used)], "\(file) asks for a view that is not there")
      for name in try columns(of: text) {
        #expect(dataset.columns.contains(name), "\(file) asks for \(dataset.view).\(name)")
      }
    }
  }

  /// The columns a chart's query names by themselves, not within an expression.
  private func columns(of chart: String) throws -> [String] {
    let folded = try #require(chart.firstRange(of: "query_context: >-\n"))
    let json = chart[folded.upperBound...].split(separator: "\n").map { $0.dropFirst(2) }.joined(
      separator: " ")
    let context = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    return (context["queries"] as? [[String: Any]] ?? []).flatMap { query in
      (query["columns"] as? [Any] ?? []).compactMap { column in
        column as? String ?? (column as? [String: Any])?["sqlExpression"] as? String
      }
    }
  }
}
