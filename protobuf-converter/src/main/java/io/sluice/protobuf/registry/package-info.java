/** From a record's bytes to a message: the registry, its schemas and what stands before a message. The only package that knows Apicurio and Wire. */
package io.sluice.protobuf.registry;
