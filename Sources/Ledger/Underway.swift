import Dispatch
import Synchronization

/// Work that goes on on a thread of its own until somebody needs what comes of it.
///
/// A queue of its own, not a global one: those have no more threads than cores, and whoever waits here may hold one.
package final class Underway<Value: Sendable>: Sendable {
  private let result = Mutex<Value?>(nil)
  private let group = DispatchGroup()

  /// Begins at once.
  package init(_ work: @escaping @Sendable () -> Value) {
    DispatchQueue(label: "weir.underway").async(group: group) {
      let value = work()
      self.result.withLock { $0 = value }
    }
  }

  /// Returns when the work is done.
  package func wait() { group.wait() }

  /// What came of the work, once it is done.
  package var value: Value {
    wait()
    guard let value = result.withLock({ $0 }) else {
      preconditionFailure("work is done, and nothing came of it")
    }
    return value
  }
}
