package import Postgres

extension Session {
  /// Runs `body` in a snapshot, with this session and up to `helpers` more that see the same one: where the server has
  /// cores to spare, several COPYs are sent at once. Helpers that `open` cannot have, as when connections are scarce, are
  /// done without, and `remark` hears why. Throws what `body` throws, and ``PostgresError``.
  package func sharedSnapshot<T>(
    helpers: Int, open: () throws -> Session, remark: (String) -> Void, _ body: ([Session]) throws -> T
  ) throws -> T {
    try transaction(.snapshot) {
      var others: [Session] = []
      do {
        for _ in 0..<helpers { others.append(try open()) }
      } catch let error as PostgresError {
        remark("reading on \(others.count + 1) connections instead of \(helpers + 1): \(error)")
      }
      if others.isEmpty { return try body([self]) }
      let snapshot = try execute(SQL.text("queries/export_snapshot"))[0, 0] ?? ""
      return try Self.inTransactions(others[...], of: snapshot) { try body([self] + others) }
    }
  }

  private static func inTransactions<T>(
    _ sessions: ArraySlice<Session>, of snapshot: String, _ body: () throws -> T
  ) throws -> T {
    guard let first = sessions.first else { return try body() }
    return try first.transaction(.shared(snapshot: snapshot)) {
      try inTransactions(sessions.dropFirst(), of: snapshot, body)
    }
  }
}
