import Dispatch
import Synchronization

/// Runs two pieces of work at once, the first on a thread of its own, and returns when both are done. Throws what the second
/// throws.
///
/// A queue of its own, not a global one: those have no more threads than cores, and whoever waits here may hold one.
package func concurrently<A: Sendable, B, Failure: Error>(
  _ first: @escaping @Sendable () -> A, _ second: () throws(Failure) -> B
) throws(Failure) -> (A, B) {
  let result = Mutex<A?>(nil)
  let group = DispatchGroup()
  DispatchQueue(label: "weir.concurrently").async(group: group) {
    let value = first()
    result.withLock { $0 = value }
  }
  defer { group.wait() }
  let other = try second()
  group.wait()
  guard let value = result.withLock({ $0 }) else { return (first(), other) }
  return (value, other)
}
