package io.augmenta.telemetry;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Of a method that works on a record of a message channel, its first parameter (a {@code Message} or a {@code ConsumerRecord}),
 * until it returns: all of that is a part of the trace that the record carries.
 */
@InterceptorBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface TracedRecord {}
