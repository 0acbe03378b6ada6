/** From a message to Connect's schemas and values. Knows protobuf's descriptors and Connect's data, nothing else. */
package io.sluice.protobuf.data;
