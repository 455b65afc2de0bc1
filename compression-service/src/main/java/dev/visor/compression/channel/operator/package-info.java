/** What each kind of operator does to channels. One file adds one kind. */
@NullMarked
package dev.visor.compression.channel.operator;

import org.jspecify.annotations.NullMarked;
