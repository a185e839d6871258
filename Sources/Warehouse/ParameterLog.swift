package import Detection
package import Postgres

/// What runs judged by, and who changed it, when and why.
package struct ParameterLog {
  let session: Session

  package init(session: Session) { self.session = session }

  /// The configuration of a run, and what is said of it.
  package struct Configured: Sendable {
    /// Everything that can change a finding, one `key = value` line a setting, and its digest.
    package var text: String
    package var hash: String
    /// Who brought it in and why; nil for the login, and for no reason.
    package var changedBy: String?
    package var reason: String?

    package init(text: String, hash: String, changedBy: String? = nil, reason: String? = nil) {
      self.text = text
      self.hash = hash
      self.changedBy = changedBy
      self.reason = reason
    }
  }

  /// A change of the configuration since the run before.
  package struct Change: Sendable {
    /// One setting of it; nil where it was not there before, or is no more.
    package struct Setting: Sendable, Equatable {
      package let name: String
      package let from: String?
      package let to: String?
    }

    package let id: String
    /// Ascending by name; empty for the first configuration of all.
    package let settings: [Setting]
    /// Whether its reason is word for word that of the change before: a reason forgotten in a file, perhaps.
    package let isReasonRepeated: Bool
  }

  /// Keeps the configuration and the parameters of `detectors`. Returns the change they are, if they are one. A reason
  /// given with no change goes to the change before, if that has none. Call it inside the run's one write transaction.
  package func record(
    _ configured: Configured, of detectors: [any Detector], run: String
  ) throws -> Change? {
    let sets = detectors.map(\.parameterSet)
    _ = try session.execute(
      SQL.text("queries/record_detector_parameters"),
      [
        run, textArray(detectors.map(\.id)), textArray(sets.map(\.digest)), textArray(sets.map(\.text)),
      ])
    _ = try session.execute(
      SQL.text("queries/record_parameters"),
      [configured.hash, configured.text, run, configured.changedBy, configured.reason])
    let rows = try session.execute(
      SQL.text("queries/record_parameter_change"),
      [configured.hash, run, configured.changedBy, configured.reason])
    if !rows.isEmpty, let id = rows[0, 0] {
      return Change(id: id, settings: try settings(of: id), isReasonRepeated: rows[0, 1] == "t")
    }
    if let reason = configured.reason {
      _ = try session.execute(SQL.text("queries/add_change_reason"), [run, reason])
    }
    return nil
  }

  private func settings(of change: String) throws -> [Change.Setting] {
    let rows = try session.execute(SQL.text("queries/parameter_diff"), [change])
    return (0..<rows.count).map {
      Change.Setting(name: rows[$0, 0] ?? "", from: rows[$0, 1], to: rows[$0, 2])
    }
  }
}

extension ParameterLog.Change.Setting: CustomStringConvertible {
  package var description: String {
    switch (from, to) {
    case (nil, let to?): "\(name) is new: \(to)"
    case (let from?, nil): "\(name) is no more; it was \(from)"
    default: "\(name) from \(from ?? "") to \(to ?? "")"
    }
  }
}
