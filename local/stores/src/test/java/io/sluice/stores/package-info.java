/** What the stores must hold, and what the connector's landing makes of their bad days. */
package io.sluice.stores;
