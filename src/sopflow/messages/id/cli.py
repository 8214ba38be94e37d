"""Indonesian sentences about the command line."""

from __future__ import annotations

from typing import Final

MESSAGES: Final = {
    "cli-not-installed": 'Perintah sopflow memerlukan paket tambahan; pasang dengan: pip install "sopflow[cli]"',
    "cli-unexpected": (
        "Terjadi kesalahan yang tidak terduga ({error}); harap laporkan, dengan keterangan dari "
        "SOPFLOW_TRACEBACK=1 sopflow …"
    ),
    "cli-not-written": "Keluaran tidak dapat ditulis: {reason}.",
    "cli-command-missing": "Perintah belum disebut; lihat '{help}'.",
    "cli-command-unknown": "Perintah '{command}' tidak dikenal; yang ada {known}; lihat '{help}'.",
    "cli-option-unknown": "Opsi '{option}' tidak dikenal; lihat '{help}'.",
    "cli-negative": "'{option}' tidak berlaku: jangka waktu mulai dari 1; lihat '{help}'.",
    "cli-option-without-value": "Opsi '{option}' harus diikuti nilainya; lihat '{help}'.",
    "cli-option-takes-no-value": "Opsi '{option}' tidak memakai nilai; lihat '{help}'.",
    "cli-parameter-missing": "{name} belum disebut; lihat '{help}'.",
    "cli-arguments-left": (
        "Tidak jelas untuk apa {words} di sini; nilai yang memuat spasi harus diberi tanda kutip; lihat '{help}'."
    ),
    "cli-not-understood": "Perintah ini tidak dapat dipahami; lihat '{help}'.",
    "cli-value-unknown": "Nilai '{value}' untuk {option} tidak berlaku; pilih {known}.",
    "cli-path-empty": "Nama berkas tidak boleh kosong; sebut berkas atau folder.",
    "cli-no-sop-found": "Tidak ada berkas SOP di {paths}.",
    "cli-choice-form": "Pilihan '{text}' harus berbentuk langkah=cabang, misalnya 'periksa=lengkap'.",
    "cli-due": "{duration} sejak {start} jatuh tempo {due} (kalender {calendar}, {zone}).",
    "cli-due-question": "Sebut satu saja dari --from, --by, atau --before; lihat '{help}'.",
    "cli-start-by": "Agar {duration} selesai {due}, mulai paling lambat {at} (kalender {calendar}, {zone}).",
    "cli-before": "Paling lambat {duration} sebelum {event}: {at} (kalender {calendar}, {zone}).",
    "cli-explain-forwards": "--explain menerangkan hitungan maju; pakai bersama --from.",
    "cli-year-range": "Tahun '{value}' tidak dapat dihitung; pilih {first} sampai {last}.",
    "cli-due-uncertain": "Tanggal ini belum pasti:",
    "cli-bare-days": "'hari' tanpa keterangan dihitung sebagai hari kerja.",
    "cli-bare-hours": "Jam tanpa keterangan dihitung sebagai jam kerja; untuk jam terus-menerus tulis 'N x 24 jam'.",
    "cli-usage": "Pemakaian:",
    "cli-usage-options": "[OPSI]",
    "cli-usage-command": "PERINTAH ...",
    "cli-arguments": "Argumen:",
    "cli-options": "Opsi:",
    "cli-commands": "Perintah:",
    "cli-example": "Contoh:",
    "cli-default": "bila tidak disebut: {value}",
    "cli-required": "wajib",
    "cli-repeatable": "boleh berulang",
    "cli-help": "SOP sebagai berkas YAML: diperiksa, digambar, dan dihitung jatuh temponya.",
    "cli-help-option": "Tampilkan penjelasan ini.",
    "cli-version-option": "Tampilkan versi sopflow.",
    "cli-lang-option": "Bahasa keluaran; tanpa opsi ini mengikuti bahasa sistem, selain Inggris berbahasa Indonesia.",
    "cli-format-option": "Bentuk keluaran: text untuk dibaca orang, json untuk program.",
    "cli-graph-format-option": "Bentuk keluaran: json dan graphml memuat seluruh graf, dot dan mermaid alurnya saja.",
    "cli-file-argument": "Berkas SOP.",
    "cli-paths-argument": "Berkas SOP, atau folder yang dicari berkas *.yaml dan *.yml-nya.",
    "cli-duration-argument": 'Jangka waktu, misalnya "10 hari kerja".',
    "cli-schema-argument": "Skema yang ditampilkan.",
    "cli-strict-option": "Peringatan juga dihitung sebagai kegagalan.",
    "cli-start-option": "Saat kasus dimulai, misalnya 2026-03-02T09:00; tanggal saja berarti jam buka hari itu.",
    "cli-from-option": "Saat jangka waktu dimulai, misalnya 2026-03-02T09:00; tanggal saja berarti jam buka hari itu.",
    "cli-by-option": "Kapan jangka waktu harus selesai; jawabannya saat mulai yang paling lambat.",
    "cli-before-option": (
        "Kapan suatu peristiwa terjadi; jawabannya saat terakhir sebelum itu, misalnya paling lambat 3 hari kerja "
        "sebelum rapat."
    ),
    "cli-explain-option": "Tampilkan hitungannya hari demi hari.",
    "cli-year-option": "Tahun yang ditampilkan, 1990 sampai 2100; tanpa ini tahun sekarang.",
    "cli-calendar-argument": "Kalender bawaan atau berkas kalender, misalnya id-asn.",
    "cli-calendar-format-option": (
        "Bentuk keluaran: text untuk dibaca orang, json untuk program, ics untuk aplikasi kalender."
    ),
    "cli-choose-option": (
        "Cabang yang dipilih di suatu langkah, misalnya telaah=layanan_lain; on_overdue untuk jalan lewat waktu."
    ),
    "cli-calendar-option": "Kalender bawaan atau berkas kalender yang dipakai, misalnya id-asn.",
    "cli-check-help": "Periksa berkas SOP dan kalender.",
    "cli-plan-help": "Hitung kapan setiap langkah jatuh tempo, dan kapan setiap jalan berakhir.",
    "cli-due-help": "Hitung kapan suatu jangka waktu berakhir.",
    "cli-calendar-help": "Tampilkan satu tahun kalender kerja: hari kerja, hari libur, dan jamnya.",
    "cli-show-help": "Tampilkan SOP sebagai lembar SOP.",
    "cli-schema-help": "Tampilkan JSON Schema SOP, kalender, atau kasus.",
    "cli-graph-help": "Tulis SOP sebagai graf.",
    "cli-checking": "Memeriksa",
    "cli-report-option": (
        "Bentuk keluaran: text untuk dibaca orang, json untuk program, sarif, github, gitlab, dan junit untuk CI."
    ),
    "cli-code-argument": "Kode sebuah pesan, misalnya branches-overlap; tanpa kode, semuanya ditampilkan.",
    "cli-code-near": "Kode '{given}' tidak ada; mungkin maksudnya '{near}'?",
    "cli-code-unknown": "Kode '{given}' tidak ada; daftarnya: 'sopflow explain'.",
    "cli-explain-help": "Jelaskan sebuah pesan: mengapa, dengan contoh yang salah dan yang benar.",
    "cli-fmt-help": "Rapikan berkas SOP dan kalender: urutan kunci dan jarak; komentar tetap di tempatnya.",
    "cli-fmt-check-option": "Jangan mengubah apa pun; gagal bila ada yang perlu dirapikan.",
    "cli-fmt-changed": "Dirapikan: {file}",
    "cli-fmt-would-change": "Perlu dirapikan: {file}",
    "cli-fmt-total-changed": "{changed} dari {number} berkas dirapikan",
    "cli-fmt-total-would-change": "{changed} dari {number} berkas perlu dirapikan",
    "cli-fmt-left": "Dibiarkan, karena tidak dapat dirapikan tanpa mengubah isinya: {file}",
    "cli-fmt-not-installed": 'Merapikan berkas memerlukan paket tambahan; pasang dengan: pip install "sopflow[fmt]"',
    "cli-new-help": "Buat SOP baru yang berisi contoh dan keterangan.",
    "cli-new-id-argument": "Id SOP, juga nama berkasnya, misalnya surat-keterangan.",
    "cli-counting-option": "Cara menghitung 'hari': working hari kerja, calendar hari kalender; tanpa ini ditanyakan.",
    "cli-new-id-near": "'{given}' bukan id SOP: pakai huruf kecil, angka, dan tanda hubung, misalnya '{near}'.",
    "cli-new-id-form": (
        "'{given}' bukan id SOP: pakai huruf kecil, angka, dan tanda hubung, misalnya 'surat-keterangan'."
    ),
    "cli-new-exists": "Berkas {file} sudah ada; pilih id lain.",
    "cli-new-ask": "Apakah 'hari' dalam SOP ini berarti (1) hari kerja atau (2) hari kalender? Jawab 1 atau 2 [1]",
    "cli-new-written": "{file} sudah dibuat; ubah isinya, lalu periksa dengan: sopflow check {file}",
    # --- why a file could not be written or read ---
    "unwritten-no-folder": "foldernya tidak ada",
    "unwritten-is-folder": "itu sebuah folder",
    "unwritten-permission": "tidak ada izin untuk menulisnya",
    "unwritten-full": "penyimpanan penuh",
    "unwritten-name": "namanya terlalu panjang",
    "unread-missing": "berkas itu tidak ada",
    "unread-folder": "itu sebuah folder",
    # --- render ---
    "render-not-installed": 'Bentuk .{format} memerlukan paket tambahan; pasang dengan: pip install "sopflow[render]"',
    "render-format-unknown": '"{given}" bukan bentuk keluaran; pilih {known}.',
    "render-paper-unknown": '"{given}" bukan ukuran kertas; pilih {known}.',
    "render-before-event": "Keadaan kasus dapat dilihat sejak kejadian terakhirnya, {latest}; {at} lebih awal.",
    "render-no-case": "Bentuk .{format} tidak dapat menampilkan kasus; pilih {known}.",
    "render-language-unknown": 'Bahasa "{given}" tidak ada; pilih {known}.',
    "render-cell-too-long": "Teks {words} terlalu panjang untuk satu sel Excel ({most} huruf); pilih bentuk lain.",
    "render-too-many-copies": (
        "Terlalu banyak langkah berada di dalam alur paralel dan juga di luarnya: dalam BPMN lebih dari {most} di "
        "antaranya harus digambar berulang; pilih bentuk lain."
    ),
    "cli-output-is-input": "{file} adalah berkas masukan; tulis hasilnya ke berkas lain.",
    "cli-render-help": "Gambar lembar SOP resmi, siap dicetak dan ditandatangani, atau alurnya untuk program lain.",
    "cli-output-option": "Berkas hasil; akhirannya menentukan bentuknya: .svg .html .pdf .docx .xlsx .mmd .dot .bpmn.",
    "cli-case-option": "Berkas kasus (JSON): langkahnya diwarnai menurut keadaannya, dengan jatuh temponya.",
    "cli-paper-option": "Ukuran kertas.",
    "cli-at-option": "Waktu acuan keadaan kasus; bila tidak disebut, saat ini.",
    "cli-output-without-ending": 'Nama "{given}" belum berakhiran; tulis nama berkas yang berakhir {known}.',
    "cli-output-ending-near": 'Akhiran "{given}" tidak dikenal; mungkin maksudnya {near}.',
    "cli-output-ending": 'Akhiran "{given}" tidak dikenal; tulis nama berkas yang berakhir {known}.',
    "cli-at-without-case": "--at hanya dapat dipakai bersama --case.",
    "cli-written": "Berkas tersimpan: {file}",
    "cli-case-unopened": "{file}: berkas kasus tidak dapat dibuka: {reason}",
}
