import Foundation
import Ledger
import Testing

@Suite struct HexadecimalTests {
  @Test func `every byte has its two digits`() {
    for byte in UInt8.min...UInt8.max {
      #expect([byte].hexadecimal == String(format: "%02x", byte))
    }
    #expect([0x00, 0xAB, 0x0F].hexadecimal == "00ab0f" && [UInt8]().hexadecimal == "")
  }
}
