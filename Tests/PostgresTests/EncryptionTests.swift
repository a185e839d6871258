import Postgres
import Testing

struct EncryptionTests {
  @Test(arguments: [
    ("/var/run/postgresql", ""), ("@abstract", ""), ("localhost", "127.0.0.1"), ("db.internal", "127.8.9.1"),
    ("localhost", "::1"), ("::1", "::1"), ("x", "::ffff:127.0.0.1"), ("/run/postgresql", "/run/postgresql"),
  ])
  func `sockets and loopback addresses stay on the machine`(host: String, address: String) {
    #expect(!Encryption.leavesMachine(host: host, hostaddr: address))
    #expect(
      !Encryption.isRefused(host: host, hostaddr: address, tls: false, gss: false, allowUnencrypted: false))
  }

  @Test(arguments: [
    ("db.internal", "10.0.0.5"), ("localhost", "192.168.1.9"), ("127.0.0.1", "10.0.0.5"), ("db.internal", ""),
    ("localhost", ""), ("", ""), ("h", "2001:db8::1"), ("h", "::ffff:10.0.0.5"), ("h", "fe80::1"),
    ("/var/run/postgresql", "10.0.0.5"), ("h", "128.0.0.1"),
  ])
  func `everything else leaves it and needs TLS, GSSAPI or permission`(host: String, address: String) {
    #expect(Encryption.leavesMachine(host: host, hostaddr: address))
    func isRefused(tls: Bool, gss: Bool, allowed: Bool) -> Bool {
      Encryption.isRefused(host: host, hostaddr: address, tls: tls, gss: gss, allowUnencrypted: allowed)
    }
    #expect(isRefused(tls: false, gss: false, allowed: false))
    #expect(!isRefused(tls: true, gss: false, allowed: false))
    #expect(!isRefused(tls: false, gss: true, allowed: false))
    #expect(!isRefused(tls: false, gss: false, allowed: true))
  }
}
