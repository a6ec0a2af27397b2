{{- define "vestige.labels" -}}
app.kubernetes.io/name: vestige
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .role }}
{{- end }}

{{/* Port of a role. */}}
{{- define "vestige.port" -}}
{{- get (dict "storage" "10428" "insert" "10481" "select" "10471") . -}}
{{- end }}

{{/* The storage nodes by name, written the same way for all: it is the name by which a node gets its traces. */}}
{{- define "vestige.storageNodes" -}}
{{- $nodes := list -}}
{{- range $i := until (int .Values.storage.replicas) -}}
{{- $nodes = append $nodes (printf "%s-storage-%d.%s-storage.%s.svc:10428" $.Release.Name $i $.Release.Name $.Release.Namespace) -}}
{{- end -}}
{{- join "," $nodes -}}
{{- end }}

{{/* The pod of a role: what is the same for all of them. */}}
{{- define "vestige.pod" -}}
{{- $settings := get .root.Values .role -}}
automountServiceAccountToken: false
{{- with .root.Values.imagePullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
terminationGracePeriodSeconds: {{ $settings.terminationGracePeriodSeconds }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10428
  runAsGroup: 10428
  fsGroup: 10428
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- with $settings.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $settings.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $settings.affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
containers:
  - name: vestige
    image: "{{ .root.Values.image.repository }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}"
    imagePullPolicy: {{ .root.Values.image.pullPolicy }}
    args:
      - "-httpListenAddr=:{{ include "vestige.port" .role }}"
      - "-http.shutdownDelay=5s"
      {{- if eq .role "storage" }}
      - "-storageDataPath=/var/lib/vestige"
      {{- else }}
      - "-storageNode={{ include "vestige.storageNodes" .root }}"
      {{- end }}
      {{- if eq .role "insert" }}
      - "-select.disable"
      {{- else if eq .role "select" }}
      - "-insert.disable"
      {{- end }}
      {{- range $name, $value := $settings.flags }}
      - {{ printf "-%s=%v" $name $value | quote }}
      {{- end }}
    {{- with $settings.javaOptions }}
    env:
      - name: JAVA_OPTS
        value: {{ . | quote }}
    {{- end }}
    ports:
      - name: http
        containerPort: {{ include "vestige.port" .role }}
    # Opening a large store and reading its log may take a while.
    startupProbe:
      httpGet: {path: /health, port: http}
      periodSeconds: 2
      failureThreshold: 300
    readinessProbe:
      httpGet: {path: /health, port: http}
      periodSeconds: 5
      failureThreshold: 2
    # The address only: a node that is stopping answers 503 on purpose.
    livenessProbe:
      tcpSocket: {port: http}
      periodSeconds: 10
      failureThreshold: 6
    resources: {{- toYaml $settings.resources | nindent 6 }}
    securityContext:
      allowPrivilegeEscalation: false
      readOnlyRootFilesystem: true
      capabilities:
        drop: [ALL]
    volumeMounts:
      - name: tmp
        mountPath: /tmp
      {{- if eq .role "storage" }}
      - name: data
        mountPath: /var/lib/vestige
      {{- end }}
volumes:
  - name: tmp
    emptyDir:
      sizeLimit: 256Mi
{{- end }}
