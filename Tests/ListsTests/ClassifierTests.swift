import Ledger
import Lists
import Testing
import Window

@Test func `sanctioned addresses are told whether or not they are an endpoint`() {
  let entries = [
    ListEntry(
      listClass: .sanctioned, matcher: .address, value: "0xAbCdEf0123456789aBcDeF0123456789abCDef01",
      source: "s"),
    ListEntry(listClass: .exchange, matcher: .address, value: "TXyz", source: "s"),
  ]
  let window = Window(from: Instant(micros: 0), to: Instant(micros: 1))
  let found = Classifier(lists: [(label: "l", entries: entries)]).classify(window).sanctionedAddresses
  #expect(Array(found.keys) == ["0xabcdef0123456789abcdef0123456789abcdef01"])
}
