/** The whole stack on one machine. */
package io.sluice.local;
