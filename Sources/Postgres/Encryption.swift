/// Whether a connection may be used as it is: money and names do not cross a network in the clear unless somebody
/// said so.
package enum Encryption {
  /// Whether bytes leave the machine. `host` and `hostaddr` as `PQhost` and `PQhostaddr` give them for the connection in
  /// use: a socket directory (`/…`, `@…` for the abstract kind) has no address. The address decides, not the name: a
  /// `localhost` that resolves elsewhere leaves the machine.
  package static func leavesMachine(host: String, hostaddr: String) -> Bool {
    if hostaddr.isEmpty { return !(host.hasPrefix("/") || host.hasPrefix("@")) }
    let address = hostaddr.lowercased()
    let mapped = address.hasPrefix("::ffff:") ? address.dropFirst(7) : address[...]
    return !(mapped.hasPrefix("127.") || mapped == "::1" || mapped.hasPrefix("/") || mapped.hasPrefix("@"))
  }

  /// Whether the connection must be closed again: it leaves the machine and neither TLS nor GSSAPI encrypts it.
  package static func isRefused(host: String, hostaddr: String, tls: Bool, gss: Bool, allowUnencrypted: Bool)
    -> Bool
  {
    !allowUnencrypted && !tls && !gss && leavesMachine(host: host, hostaddr: hostaddr)
  }

  /// The refusal, with the two ways out.
  static func refusal(host: String) -> PostgresError {
    PostgresError(
      .unencrypted, "the server at \(host) is reached over the network without TLS",
      hint: "set sslmode=require or stricter (verify-full with the server's root certificate), "
        + "or allow unencrypted connections in the configuration if the network itself is protected")
  }
}
