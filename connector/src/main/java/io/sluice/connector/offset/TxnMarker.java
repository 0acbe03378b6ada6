package io.sluice.connector.offset;

/** What a {@code txn} action says beside offsets; its text is the {@code appId}. */
public sealed interface TxnMarker permits TopicMarker, RoutingMarker {}
