/// Runs `body`, and then `close`, which no cancelled task keeps from happening. What `body` throws counts more.
func closing<R: Sendable>(
    isolation: isolated (any Actor)? = #isolation,
    body: () async throws -> R,
    close: @escaping @Sendable () async throws -> Void
) async throws -> R {
    let result: R
    do {
        result = try await body()
    } catch {
        _ = await Task { try await close() }.result
        throw error
    }
    try await Task { try await close() }.value
    return result
}

extension Producer {
    /// Runs `body` in a transaction, and commits it; aborts it when `body` throws or the task is cancelled.
    public func withTransaction<R: Sendable>(
        isolation: isolated (any Actor)? = #isolation,
        _ body: (Transaction) async throws -> R
    ) async throws -> R {
        let transaction = try await begin()
        let result: R
        do {
            result = try await body(transaction)
            try await transaction.commit()
        } catch {
            _ = await Task { try await transaction.abort() }.result
            throw error
        }
        return result
    }
}
