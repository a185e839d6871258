import Synchronization

/// What detectors need to know of a window alike: found out by whoever asks first, for all of them.
package final class Shared: Sendable {
  private let known = Mutex<[ObjectIdentifier: any Sendable]>([:])

  package init() {}

  /// The one value of its type; whoever asks while it is being found out waits. `find` must not ask in its turn.
  package func value<Value: Sendable>(_ find: () -> Value) -> Value {
    known.withLock { known in
      if let value = known[ObjectIdentifier(Value.self)] as? Value { return value }
      let value = find()
      known[ObjectIdentifier(Value.self)] = value
      return value
    }
  }
}
