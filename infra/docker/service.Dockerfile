# One image a service: docker build --build-arg SERVICE=ingest -f infra/docker/service.Dockerfile .
# Built from the jar that `mvn package` made, so that the image holds what was tested.
FROM eclipse-temurin:25-jre-noble AS layers
ARG SERVICE
WORKDIR /build
COPY ${SERVICE}-service/target/visor-${SERVICE}-*-exec.jar app.jar
RUN java -Djarmode=tools -jar app.jar extract --layers --destination layers --launcher

FROM eclipse-temurin:25-jre-noble
# The folders exist with their owner, so that a volume mounted there is the service's to write.
RUN useradd --system --uid 10001 --home-dir /var/lib/visor --create-home visor \
    && install -d -o visor /var/lib/visor/store /var/lib/visor/data
USER visor
WORKDIR /app
COPY --from=layers /build/layers/dependencies/ ./
COPY --from=layers /build/layers/spring-boot-loader/ ./
COPY --from=layers /build/layers/snapshot-dependencies/ ./
COPY --from=layers /build/layers/application/ ./
ENV JAVA_TOOL_OPTIONS="--enable-native-access=ALL-UNNAMED -XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError"
ENTRYPOINT ["java", "org.springframework.boot.loader.launch.JarLauncher"]
