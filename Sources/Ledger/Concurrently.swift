/// Runs two pieces of work at once, the first on a thread of its own, and returns when both are done. Throws what the second
/// throws.
package func concurrently<A: Sendable, B, Failure: Error>(
  _ first: @escaping @Sendable () -> A, _ second: () throws(Failure) -> B
) throws(Failure) -> (A, B) {
  let underway = Underway(first)
  defer { underway.wait() }
  let other = try second()
  return (underway.value, other)
}

/// Makes something of every element, and gives it to `use` in their order; while one is used, the next is made on a thread of
/// its own. Throws what `use` throws, and returns when nothing is being made any more.
package func oneAhead<Element: Sendable, Made: Sendable>(
  _ elements: [Element], make: @escaping @Sendable (Element) -> Made, use: (Made) throws -> Void
) rethrows {
  var next = elements.first.map { first in Underway { make(first) } }
  defer { next?.wait() }
  for place in elements.indices {
    guard let made = next?.value else { return }
    next = place + 1 < elements.count ? Underway { make(elements[place + 1]) } : nil
    try use(made)
  }
}

extension Array where Element: Sendable {
  /// As `map`, but the first half on a thread of its own while the other is made here. Throws what the first element throws
  /// that cannot be mapped.
  package func halvesMapped<Mapped: Sendable>(
    _ transform: @escaping @Sendable (Element) throws -> Mapped
  ) throws -> [Mapped] {
    let middle = count / 2
    let (first, rest) = concurrently({ Result { try self[..<middle].map(transform) } }) {
      Result { try self[middle...].map(transform) }
    }
    return try first.get() + rest.get()
  }
}
