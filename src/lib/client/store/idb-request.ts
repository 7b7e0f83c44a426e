/** A request's result. */
export const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error ?? new Error('The request to the device’s store failed'));
  });

/** Resolves once the transaction is complete; where any part of it failed, nothing of it is stored. */
export function finished(tx: IDBTransaction): Promise<void> {
  const end = new Promise<void>((done, fail) => {
    tx.oncomplete = () => done();
    tx.onabort = () => fail(tx.error ?? new Error('The transaction was given up'));
  });
  // told to whoever awaits it; a failed request before that is not a second failure
  end.catch(() => undefined);
  return end;
}
