import Testing

@testable import Window

@Suite struct InitiatorTests {
  @Test(arguments: [RowBatch.Form.texts, .integers, .uuids])
  func `sides are told from columns of one form`(form: RowBatch.Form) {
    let initiators: [UInt64?] = [1, 2, 3, nil, 1, 30]
    let columns: [[UInt64?]] = [initiators, [1, 1, 1, 1, 2, 3], [2, 2, 2, 2, 1, 300]]
    // As texts, an identifier is the bytes from the first to so many.
    func word(_ value: UInt64) -> UInt64 { form == .texts ? value << 32 : value }
    let width = form == .uuids ? 2 : 1
    let words = columns.flatMap { column in
      Array(repeating: column.map { word($0 ?? 0) }, count: width).joined()
    }
    let batch = RowBatch(
      count: 6, bytes: Array(repeating: 0, count: 300), forms: Array(repeating: form, count: 3), words: words,
      starts: [0, 6 * width, 12 * width], stride: 6, nulls: [0, 0, 0, 1, 0, 0], numbers: [:])
    #expect(
      batch.sides(ofInitiator: 0, debtor: 1, creditor: 2)
        == [.debtor, .creditor, .neither, .nobody, .creditor, .neither])
  }
}
