/** Why a record cannot land, and what is done about it. */
package io.sluice.connector.error;
