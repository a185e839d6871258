import Postgres

extension AlertStore {
  /// How people last closed alerts of a detector, by alert id. Throws ``PostgresError``.
  package func dispositions(of detector: String) throws -> [String: String] {
    let rows = try session.execute(SQL.text("queries/dispositions"), [detector])
    var found: [String: String] = [:]
    for row in 0..<rows.count { found[rows[row, 0] ?? ""] = rows[row, 1] }
    return found
  }
}
