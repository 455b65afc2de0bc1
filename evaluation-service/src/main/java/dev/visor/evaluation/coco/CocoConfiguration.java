package dev.visor.evaluation.coco;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CocoProperties.class)
class CocoConfiguration {}
