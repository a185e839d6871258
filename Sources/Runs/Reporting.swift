import Detection
import Detectors
import Foundation
package import Postgres
package import Reports
import Warehouse

/// What people get of a case: the one place that reads the tables, asks the drawing program, and writes files.
package struct Reporting {
  let session: Session
  let configuration: Configuration
  let version: String

  /// Throws ``WarehouseError`` unless the database is at this binary's migration.
  package init(_ session: Session, configuration: Configuration, version: String) throws {
    try Migrations.verify(session)
    self.session = session
    self.configuration = configuration
    self.version = version
  }

  /// The case or alert whose id begins with `prefix`, with the words and citations of its detectors.
  package func record(_ prefix: String, only kind: CaseRecord.Kind? = nil) throws -> CaseRecord {
    var record = try CaseReader(session: session, schema: configuration.sourceSchema).read(prefix, only: kind)
    let raised = Dictionary(grouping: record.alerts, by: \.detector)
      .mapValues { alerts in Set(alerts.flatMap(\.reasons).map(\.code)) }
    for place in record.alerts.indices {
      let id = record.alerts[place].detector
      guard let detector = Catalogue.detector(id: id) else { continue }
      // What the detector's alerts here do show, as far as an authority published it.
      record.alerts[place].redFlags = detector.redFlags.filter { flag in
        flag.published.publications.contains(where: \.isOfficial)
          && flag.signals.contains { raised[id]?.contains($0.code) ?? false }
      }.map { ReportedAlert.Citation(source: $0.source, indicator: $0.indicator) }
      record.alerts[place].reasons = record.alerts[place].reasons.map { reason in
        let signal = detector.signal(code: reason.code)
        return ReportedAlert.Reason(
          code: reason.code, because: signal?.because,
          isExactSanctionsMatch: signal?.isExactSanctionsMatch ?? false)
      }
    }
    return record
  }

  /// Writes the page of a case or alert into `folder`. Returns its path.
  ///
  /// Throws ``NoSuchCase``, ``PostgresError``, ``LedgerError`` and `CocoaError`.
  package func writeCaseFile(_ prefix: String, into folder: String) throws -> String {
    let record = try record(prefix)
    let graph = try FlowGraph(record, CaseFigures(record), roles: record.roles)
    let page = try CaseFile(record, graph: graph, layout: Self.layout(of: graph), version: version)
    return try PrivateFolder(folder, mayBeShared: true).write(
      page.html, as: "\(record.kind.rawValue)-\(record.shortID).html")
  }

  /// Asks Graphviz for a layout: across the page where that is not too wide, else down it.
  static func layout(of graph: FlowGraph) throws -> Result<FlowLayout, DrawingUnavailable> {
    guard let dot = ExternalTool("dot") else {
      return .failure(
        DrawingUnavailable(
          "The routes are not drawn because Graphviz is not installed where this page was written (Debian: graphviz). "
            + "The tables say the same."))
    }
    var layouts: [FlowLayout] = []
    for isAcross in [true, false] {
      let drawn = try dot.run(["-Tplain"], input: FlowLayout.description(of: graph, isAcross: isAcross))
      if drawn.status == 0, let layout = FlowLayout(plain: drawn.output, of: graph, isAcross: isAcross) {
        layouts.append(layout)
      }
    }
    let best = layouts.first { $0.width <= 1_030 } ?? layouts.min { $0.width < $1.width }
    return best.map { .success($0) }
      ?? .failure(
        DrawingUnavailable("The routes are not drawn: Graphviz gave no layout. The tables say the same."))
  }
}
