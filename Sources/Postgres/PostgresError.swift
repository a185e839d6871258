/// What went wrong between Weir and PostgreSQL, in words for whoever is on duty at night.
///
/// ``description`` can be logged: it holds no password, no connection string and no row values. Texts that may quote
/// values of rows stay in ``detail``, which is for a person at a terminal and never for a log.
package struct PostgresError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What the caller can do about it.
  package enum Kind: String, Sendable, CaseIterable {
    /// No connection could be made. Trying again later may help.
    case unreachable
    /// A connection that stood broke. What was not committed is gone; a COMMIT under way may or may not have happened.
    case lost
    /// Authentication failed (28xxx) or a privilege is missing (42501).
    case refusedPermission
    /// The statement was cancelled, by a signal or by the statement timeout (57014).
    case cancelled
    /// A lock was not to be had in time (55P03).
    case lockTimeout
    /// Any other error the server reported.
    case server
    /// The connection would leave the machine in the clear.
    case unencrypted
    /// Something that cannot happen with a well-behaved server and caller.
    case `protocol`
  }

  package var kind: Kind
  /// The five characters of SQLSTATE, when the server sent any.
  package var sqlState: String?
  /// One line, without values of rows.
  package var message: String
  /// The server's DETAIL, and the unmasked message if it was masked. May quote rows: not for logs.
  package var detail: String?
  /// What to do about it, from the server or from Weir.
  package var hint: String?
  /// The name of the statement, such as its file in `sql/queries`.
  package var statement: String?

  /// An error in parts; `message` must not hold row values.
  package init(
    _ kind: Kind, _ message: String, sqlState: String? = nil, detail: String? = nil, hint: String? = nil,
    statement: String? = nil
  ) {
    self.kind = kind
    self.sqlState = sqlState
    self.message = message
    self.detail = detail
    self.hint = hint
    self.statement = statement
  }

  /// The same error, saying in which statement it happened.
  package func named(_ statement: String) -> PostgresError {
    var error = self
    error.statement = statement
    return error
  }

  /// One line: what, where, SQLSTATE, and what to do.
  package var description: String {
    let lead =
      switch kind {
      case .unreachable: "cannot connect to PostgreSQL: "
      case .lost: "the connection to PostgreSQL was lost: "
      case .refusedPermission: "PostgreSQL refused permission: "
      case .cancelled: "the statement was cancelled: "
      case .lockTimeout: "a lock was not free in time: "
      case .server: "PostgreSQL reported an error: "
      case .unencrypted: "refused to use an unencrypted connection: "
      case .protocol: "unexpected exchange with PostgreSQL: "
      }
    var text = lead + message
    if let sqlState { text += " (SQLSTATE \(sqlState))" }
    if let statement { text += " in statement '\(statement)'" }
    if let hint { text += "; \(hint)" }
    return text
  }
}

extension PostgresError {
  /// The kind of an error by its SQLSTATE. `isAlive`: whether the connection survived it; a fatal error ends it,
  /// whatever its code. Source: PostgreSQL documentation, Appendix A "PostgreSQL Error Codes".
  static func kind(sqlState: String?, isAlive: Bool) -> Kind {
    guard let sqlState else { return isAlive ? .protocol : .lost }
    switch sqlState {
    case "57P01", "57P02", "57P03": return .lost
    case "57014": return .cancelled
    case "55P03": return .lockTimeout
    case "42501": return .refusedPermission
    default: break
    }
    if sqlState.hasPrefix("08") { return .lost }
    if sqlState.hasPrefix("28") { return .refusedPermission }
    return isAlive ? .server : .lost
  }

  /// An error the server reported on a statement. Class 22 (data exceptions) quotes the offending value in its primary
  /// message, so there the quoted parts are masked and the whole goes to ``detail``.
  static func reported(
    sqlState: String?, message: String, detail: String?, hint: String?, isAlive: Bool
  ) -> PostgresError {
    let line = oneLine(message)
    let shown = sqlState?.hasPrefix("22") == true ? maskingAllQuoted(line) : line
    let whole = shown == line ? detail : [line, detail].compactMap(\.self).joined(separator: " — ")
    return PostgresError(
      kind(sqlState: sqlState, isAlive: isAlive), shown, sqlState: sqlState, detail: whole, hint: hint)
  }

  /// An error of connecting, from libpq's verbose message, which carries SQLSTATE in its text and nowhere else.
  /// Quoted parts with an `@` may be pieces of a password that an unescaped URI spilled into the host: masked.
  static func connecting(_ message: String, needsPassword: Bool) -> PostgresError {
    let lines = message.split(separator: "\n").filter { !$0.hasPrefix("LOCATION:") }
    var text = oneLine(lines.joined(separator: "\n"))
    var state: String?
    for match in text.matches(of: /:\x20\x20((?=[A-Z]*[0-9])[0-9A-Z]{5}):\x20/).reversed() {
      state = state ?? String(match.1)
      text.replaceSubrange(match.range, with: ": ")
    }
    let refused = needsPassword || state == "42501" || state?.hasPrefix("28") == true
    let isSpilled = text.hasPrefix("could not translate host name") && text.contains("@")
    return PostgresError(
      refused ? .refusedPermission : .unreachable,
      isSpilled ? maskingAllQuoted(text) : maskingAddresses(text),
      sqlState: state,
      hint: needsPassword ? "give libpq the password by a password file (PGPASSFILE) or a service" : nil)
  }

  /// Replaces everything from the first double quote to the last by `…`; what is quoted may hold quotes itself.
  static func maskingAllQuoted(_ text: String) -> String {
    guard let first = text.firstIndex(of: "\""), let last = text.lastIndex(of: "\""), first < last else {
      return text
    }
    return text[...first] + "…" + text[last...]
  }

  /// Replaces each quoted part that has an `@` by `…`.
  private static func maskingAddresses(_ text: String) -> String {
    text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .map { index, part in index % 2 == 1 && part.contains("@") ? "…" : String(part) }
      .joined(separator: "\"")
  }

  /// The text in one line, single-spaced at the joints.
  static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline)
      .map { line in
        String(line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
      }
      .filter { !$0.isEmpty }
      .joined(separator: " ")
  }
}
