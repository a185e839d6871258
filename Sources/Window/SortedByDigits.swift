/// Ascending by the bits from the given one on, equals in the order they had; bits below it are not looked at.
///
/// Digit by digit of a byte from the lowest on; bytes that all numbers have in common cost nothing. O(numbers).
package func sortedByDigits(_ numbers: [UInt64], from first: UInt64 = 0) -> [UInt64] {
  let differing = numbers.reduce(0) { $0 | ($1 ^ numbers[0]) }
  var (sorted, next) = (numbers, numbers)
  for shift in stride(from: first, to: 64, by: 8) where differing >> shift & 0xFF != 0 {
    var starts = Array(repeating: 0, count: 257)
    for number in sorted { starts[Int(number >> shift & 0xFF) + 1] += 1 }
    for digit in 0..<256 { starts[digit + 1] += starts[digit] }
    for number in sorted {
      let digit = Int(number >> shift & 0xFF)
      next[starts[digit]] = number
      starts[digit] += 1
    }
    swap(&sorted, &next)
  }
  return sorted
}
