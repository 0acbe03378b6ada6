/** The connector in a real worker against a real broker, driven by REST and read back by others' code. */
package io.sluice.local.e2e;
